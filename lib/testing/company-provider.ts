import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

type Claims = Record<string, unknown>;
type Token = { header: Claims; claims: Claims };

/** Who signs in next, and how: what a person and their company's policy would decide. */
export type Account = { id: string; claims?: Claims; amr?: string[]; acr?: string };

export type CompanyProvider = Awaited<ReturnType<typeof startCompanyProvider>>;

/**
 * A certified OpenID provider over HTTP on this machine, with accounts that the test names. `lie` changes what it would have
 * said, signed again with its own key, for answers that an honest provider never gives.
 */
export async function startCompanyProvider({ clientId, redirectUri }: { clientId: string; redirectUri: string }) {
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientSecret = randomBytes(24).toString("base64url");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const lies: { token?: (token: Token) => Token; signed?: (token: string) => string; metadata?: (metadata: Claims) => Claims } = {};
  let account: Account = { id: "nobody" };
  const accounts = new Map<string, Claims>();

  const provider = new Provider(issuer, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], token_endpoint_auth_method: "client_secret_post" },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "first", use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(24).toString("base64url")] },
    // As Entra and Google do: what was asked by scope stands in the ID token.
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub", "tid", "oid", "acct", "idp", "acrs", "hd", "amr", "acr"],
      email: ["email", "email_verified"],
      profile: ["preferred_username"],
    },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId, accountId: ctx.oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith("/interaction/")) {
      const { id: accountId, claims = {}, amr, acr } = account;
      accounts.set(accountId, claims);
      await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId, ...(amr && { amr }), ...(acr && { acr }) } });
      ctx.respond = false;
      return;
    }
    await next();
    const body: unknown = ctx.body;
    if (ctx.path === "/token" && lies.token && isRecord(body) && typeof body.id_token === "string") {
      ctx.body = { ...body, id_token: sign(lies.token(read(body.id_token))) };
    }
    if (ctx.path === "/token" && lies.signed && isRecord(body) && typeof body.id_token === "string") {
      ctx.body = { ...body, id_token: lies.signed(body.id_token) };
    }
    if (ctx.path === "/.well-known/openid-configuration" && lies.metadata && isRecord(body)) ctx.body = lies.metadata(body);
  });
  const listener = provider.callback();

  function sign({ header, claims }: Token): string {
    const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    if (header.alg === "none") return `${signed}.`;
    return `${signed}.${createSign("sha256").update(signed).sign(privateKey).toString("base64url")}`;
  }

  return {
    issuer,
    clientSecret,
    lies,
    signInAs: (next: Account) => {
      account = next;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** What a browser does with the address that it is sent to: follows the provider's own redirects, and stops where it leaves. */
export async function walkProvider(location: string): Promise<URL> {
  const jar = new Map<string, string>();
  const { origin } = new URL(location);
  let next = new URL(location);
  for (let step = 0; next.origin === origin && step < 10; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const to = answer.headers.get("location");
    if (to === null) throw new Error(`The provider answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    next = new URL(to, next);
  }
  return next;
}

function read(token: string): Token {
  const [header = "", claims = ""] = token.split(".");
  const parse = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  return { header: parse(header), claims: parse(claims) };
}

function isRecord(value: unknown): value is Claims {
  return typeof value === "object" && value !== null;
}
