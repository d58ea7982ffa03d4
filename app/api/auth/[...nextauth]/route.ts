import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { authOptions } from "@/lib/web/auth-options.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { requireSameOrigin } from "@/lib/web/same-origin.ts";

const params = z.object({ nextauth: z.array(z.string()) });

/** Signing in and out, answered by next-auth. */
export const GET = defineRoute({
  allow: "anyone",
  params,
  async handle({ request, params: { nextauth } }): Promise<Response> {
    return NextAuth(new NextRequest(request.url, { headers: request.headers }), { params: { nextauth } }, authOptions());
  },
});

export const POST = defineRoute({
  allow: "anyone", // the password is the proof; next-auth's own token against forgery leans on a cookie alone, so the origin is asked too
  params,
  async handle({ request, params: { nextauth }, deps }): Promise<Response> {
    requireSameOrigin(request.headers, deps.appUrl);
    const body = new Uint8Array(await readCapped(request, 16 * 1024));
    const capped = new NextRequest(request.url, { method: "POST", headers: request.headers, body });
    return NextAuth(capped, { params: { nextauth } }, authOptions());
  },
});
