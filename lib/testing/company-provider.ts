import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

type Claims = Record<string, unknown>;
/** `isForeign`: signed with a key that is not the provider's, under the name of one that is. */
type Token = { header: Claims; claims: Claims; isForeign?: boolean };

/** Who signs in, and how: what a person and their company's policy would decide. */
export type Account = { id: string; claims?: Claims; amr?: string[]; acr?: string };

export type CompanyProvider = Awaited<ReturnType<typeof startCompanyProvider>>;

type Place = {
  clientId: string;
  /** Where it sends people back to; by `serve` later, where that address is not known before the issuer's. */
  redirectUri?: string;
  /** Whom it asks for on a page of its own. Without them nobody is asked: whoever `signInAs` named is signed in. */
  people?: Account[];
};

/**
 * A certified OpenID provider over HTTP on this machine, with accounts that the test names. `lies` change what it would have
 * said, signed again with its own key, for answers that an honest provider never gives.
 */
export async function startCompanyProvider({ clientId, redirectUri, people = [] }: Place) {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientSecret = randomBytes(24).toString("base64url");
  const [own, foreign] = [generateKeyPairSync("rsa", { modulusLength: 2048 }), generateKeyPairSync("rsa", { modulusLength: 2048 })];
  const lies: { token?: (token: Token) => Token; signed?: (token: string) => string; metadata?: (metadata: Claims) => Claims } = {};
  let account: Account = { id: "nobody" };
  const accounts = new Map<string, Claims>();

  function serve(returnTo: string): void {
    const provider = new Provider(issuer, {
      clients: [
        { client_id: clientId, client_secret: clientSecret, redirect_uris: [returnTo], token_endpoint_auth_method: "client_secret_post" },
      ],
      jwks: { keys: [{ ...own.privateKey.export({ format: "jwk" }), kid: "first", use: "sig", alg: "RS256" }] },
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
        if (people.length > 0 && ctx.method === "GET") {
          ctx.type = "html";
          ctx.body = signInPage;
          return;
        }
        const chosen = people.length > 0 ? await readChoice(ctx.req, people) : account;
        const result = chosen === null ? { error: "access_denied" } : { login: loginOf(chosen) };
        await provider.interactionFinished(ctx.req, ctx.res, result);
        ctx.respond = false;
        return;
      }
      await next();
      ctx.body = answered(ctx.path, ctx.body);
    });
    listener = provider.callback();
  }
  if (redirectUri !== undefined) serve(redirectUri);

  function loginOf({ id: accountId, claims = {}, amr, acr }: Account) {
    accounts.set(accountId, claims);
    return { accountId, ...(amr && { amr }), ...(acr && { acr }) };
  }

  /** What it says, with the lies in it. */
  function answered(path: string, body: unknown): unknown {
    if (!isRecord(body)) return body;
    if (path === "/.well-known/openid-configuration" && lies.metadata) return lies.metadata(body);
    if (path !== "/token" || typeof body.id_token !== "string") return body;
    const token = lies.token ? sign(lies.token(read(body.id_token))) : body.id_token;
    return { ...body, id_token: lies.signed ? lies.signed(token) : token };
  }

  function sign({ header, claims, isForeign }: Token): string {
    const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    if (header.alg === "none") return `${signed}.`;
    const { privateKey } = isForeign ? foreign : own;
    return `${signed}.${createSign("sha256").update(signed).sign(privateKey).toString("base64url")}`;
  }

  return {
    issuer,
    clientSecret,
    lies,
    /** The public half of the key that is not its own. */
    foreignKey: foreign.publicKey.export({ format: "jwk" }),
    serve,
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

/** Where the people of the company sign in, as plain as it can be. */
const signInPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Brot &amp; Co.</title>
<link rel="icon" href="data:,"><main><h1>Brot &amp; Co. sign-in</h1><form method="post"><label>Account <input name="account" autofocus></label>
<button>Sign in</button> <button name="cancel" value="yes">Cancel</button></form></main></html>`;

/** Who signs in on that page; null for who turns back. Throws for an account that it does not have. */
async function readChoice(request: IncomingMessage, people: Account[]): Promise<Account | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // A request without an encoding set gives bytes.
  const form = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  if (form.has("cancel")) return null;
  const person = people.find(({ id }) => id === form.get("account"));
  if (!person) throw new Error(`The company has no account ${form.get("account")}`);
  return person;
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
