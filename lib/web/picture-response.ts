import { picturePolicy } from "./security-headers.ts";

type Picture = { type: string; bytes: Uint8Array<ArrayBuffer> };

/**
 * A picture that somebody uploaded, sent so that opening its address by itself runs nothing: a fixed type, a policy that
 * allows nothing, and `nosniff` from defineRoute. Stored by no cache unless `maxAgeSeconds` lets the reader's own browser.
 */
export function pictureResponse({ type, bytes }: Picture, { maxAgeSeconds }: { maxAgeSeconds?: number } = {}): Response {
  const headers = new Headers({ "content-type": type, "content-security-policy": picturePolicy });
  if (maxAgeSeconds !== undefined) headers.set("cache-control", `private, max-age=${maxAgeSeconds}`);
  return new Response(bytes, { headers });
}
