import { randomUUID } from "node:crypto";

export const requestIdHeader = "x-request-id";
const ours = /^[0-9a-f-]{36}$/;

/** The id that proxy.ts gave the request, or a new one where proxy.ts does not run. A caller's own wording is not kept. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(requestIdHeader) ?? "";
  return ours.test(given) ? given : newRequestId();
}

/** Under which a request is logged, and which its answer tells. */
export function newRequestId(): string {
  return randomUUID();
}
