import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { compile } from "proxy-addr";

const channel = "http.server.request.start";
const forwarded = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-real-ip"];

/**
 * Makes X-Forwarded-* true for every request of this process, before Next sees it; returns what undoes that.
 *
 * Next hands its routes headers and no socket, takes X-Forwarded-For from whoever sends one, and believes
 * X-Forwarded-Host in its own Origin check. So at the start of each request (Node's documented diagnostics channel), a
 * peer that is not in TRUSTED_PROXIES loses all of these headers, and X-Forwarded-For becomes the one address that is
 * known: the first from our side that no trusted proxy vouches for.
 */
export function believeOnlyTrustedProxies(trustedProxies: readonly string[]): () => void {
  const isTrusted = compile([...trustedProxies]);
  const settle = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const peer = request.socket.remoteAddress ?? "";
    if (!isTrusted(peer, 0)) for (const name of forwarded) delete request.headers[name];
    request.headers["x-forwarded-for"] = knownAddress(peer, request.headers["x-forwarded-for"], isTrusted);
  };
  subscribe(channel, settle);
  return () => unsubscribe(channel, settle);
}

function knownAddress(peer: string, header: string | string[] | undefined, isTrusted: (address: string, hop: number) => boolean): string {
  const claimed = [header ?? []].flat().join(",").split(",");
  const hops = [peer, ...claimed.map((part) => part.trim()).reverse()];
  let known = peer;
  for (const [hop, address] of hops.entries()) {
    if (isIP(address) === 0) break;
    known = address;
    if (!isTrusted(address, hop)) break;
  }
  // An IPv4 peer on an IPv6 socket.
  return known.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The caller's address as `believeOnlyTrustedProxies` left it, or null where there is none. */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "";
  return isIP(address) === 0 ? null : address;
}
