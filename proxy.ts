import { randomBytes, randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env.ts";
import { pathHeader } from "@/lib/web/next-path.ts";
import { requestIdHeader } from "@/lib/web/request-id.ts";
import { headersOfPath, securityHeaders } from "@/lib/web/security-headers.ts";

/** Names the request and sets the headers of every page and answer. It protects nothing: pages, routes and actions ask for themselves. */
export function proxy(request: NextRequest): NextResponse {
  const { appEnv, appUrl } = env();
  const nonce = randomBytes(18).toString("base64");
  const security = securityHeaders({ nonce, isHttps: appUrl.protocol === "https:", isDevelopment: appEnv === "development" });
  const headers = new Headers(request.headers);
  headers.set(requestIdHeader, randomUUID());
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("x-nonce", nonce);
  // Next reads the nonce from the policy of the request and puts it on the scripts that it writes itself.
  headers.set("content-security-policy", security["content-security-policy"]);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(headersOfPath(request.nextUrl.pathname, security))) response.headers.set(name, value);
  return response;
}

export const config = {
  // Deliveries go round the proxy, which would buffer their bytes and cost them time; files with a hash in their name need no nonce.
  matcher: ["/((?!api/webhooks/|_next/static/|_next/image).*)"],
};
