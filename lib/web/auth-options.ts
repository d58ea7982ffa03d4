import "server-only";
import type { AuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { signInSchema } from "../organization/schema.ts";
import { revokeSession, sessionLifetimeMs } from "../organization/sessions.ts";
import { signIn } from "../organization/sign-in.ts";
import { env } from "../platform/env.ts";
import { AccessError, LimitError } from "../platform/errors.ts";
import { clientAddress } from "./client-address.ts";
import { webDeps } from "./deps.ts";
import { safeNextPath } from "./next-path.ts";
import { sessionCookieName } from "./session-cookie.ts";

/** What the sign-in form finds in next-auth's answer. */
export type SignInRefusal = "CredentialsSignin" | "organization.too_many_sign_ins" | "web.unavailable";

/**
 * next-auth with passwords. The cookie is an encrypted token that only names our session row; whether the row still
 * counts is asked in every request (session.ts). Built per request, so that building the product needs no environment.
 */
export function authOptions(): AuthOptions {
  const { authSecret, appUrl } = env();
  const secure = appUrl.protocol === "https:";
  const deps = webDeps();
  return {
    secret: authSecret,
    debug: false,
    // What next-auth logs may hold tokens and answers of other systems: the code alone is kept.
    logger: {
      error: (code) => deps.log.warn("web.next_auth_failed", { code }),
      warn: () => undefined,
      debug: () => undefined,
    },
    session: { strategy: "jwt", maxAge: sessionLifetimeMs / 1_000 },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(appUrl), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [credentialsProvider({ name: "Password", credentials: { email: {}, password: {} }, authorize })],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.sid, sub: user.id } : { sid: token.sid, sub: token.sub }),
      // Nobody reads this answer; it must not become a second source of who is signed in.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) => new URL(safeNextPath(pathOf(url, appUrl)), appUrl).href,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await revokeSession(deps, token.sid);
      },
    },
  };
}

function pathOf(url: string, appUrl: URL): string {
  if (url === "/sign-in") return url;
  const parsed = URL.parse(url, appUrl);
  return parsed?.origin === appUrl.origin ? `${parsed.pathname}${parsed.search}` : "/";
}

type AuthRequest = { headers?: Record<string, string | undefined> };

/** Null reads as "no such account and password"; a thrown error's message reaches the browser, so it is a code. */
async function authorize(credentials: Record<string, unknown> | undefined, { headers = {} }: AuthRequest) {
  const parsed = signInSchema.safeParse({ email: credentials?.email, password: credentials?.password });
  if (!parsed.success) return null;
  const deps = webDeps();
  const address = clientAddress(new Headers({ "x-forwarded-for": headers["x-forwarded-for"] ?? "" }));
  try {
    const { userId, sessionId } = await signIn(deps, { ...parsed.data, address, userAgent: headers["user-agent"] ?? null });
    return { id: userId, sid: sessionId };
  } catch (error) {
    if (error instanceof AccessError) return null;
    // Read by the form, which has the words.
    if (error instanceof LimitError) throw new Error("organization.too_many_sign_ins" satisfies SignInRefusal);
    deps.log.error("web.sign_in_failed", error);
    throw new Error("web.unavailable" satisfies SignInRefusal);
  }
}
