import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { believeOnlyTrustedProxies, clientAddress } from "./client-address.ts";

let undo: () => void = () => {};
afterEach(() => undo());

/** What a server of this process sees of a request with these headers, sent from 127.0.0.1. */
async function seen(trustedProxies: string[], headers: Record<string, string>): Promise<Record<string, string>> {
  undo = believeOnlyTrustedProxies(trustedProxies);
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      send({ port, host: "127.0.0.1", headers }, (response) => text(response).then((body) => resolve(JSON.parse(body)), reject)).end();
    });
  } finally {
    server.close();
  }
}

test("without trusted proxies the address is the peer's, whatever it claims", async () => {
  const headers = await seen([], { "x-forwarded-for": "6.6.6.6", "x-real-ip": "6.6.6.6" });
  expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
  expect(headers["x-real-ip"]).toBeUndefined();
});

test("a peer that is not trusted cannot name our host or scheme", async () => {
  const headers = await seen(["10.0.0.0/8"], {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "for=6.6.6.6",
  });
  expect([headers["x-forwarded-host"], headers["x-forwarded-proto"], headers.forwarded]).toEqual([undefined, undefined, undefined]);
});

test("a trusted proxy's word counts, and only the last hop it vouches for", async () => {
  const headers = await seen(["loopback"], { "x-forwarded-for": "6.6.6.6, 203.0.113.9", "x-forwarded-host": "portal.example" });
  expect(headers["x-forwarded-for"]).toBe("203.0.113.9");
  expect(headers["x-forwarded-host"]).toBe("portal.example");
});

test("a chain of trusted proxies is followed to the first stranger", async () => {
  const headers = await seen(["loopback", "10.0.0.0/8"], { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.1.2.3" });
  expect(headers["x-forwarded-for"]).toBe("203.0.113.9");
});

test("nonsense behind a trusted proxy leaves the proxy's own address", async () => {
  const headers = await seen(["loopback"], { "x-forwarded-for": "<script>" });
  expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
});

test("what is not an address is nobody's", () => {
  expect(clientAddress(new Headers({ "x-forwarded-for": "unknown" }))).toBeNull();
  expect(clientAddress(new Headers())).toBeNull();
  expect(clientAddress(new Headers({ "x-forwarded-for": "2001:db8::1" }))).toBe("2001:db8::1");
});
