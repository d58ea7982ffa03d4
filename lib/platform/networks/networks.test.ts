import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addressBits } from "./address-bits.ts";
import { openNetworks } from "./open-networks.ts";

const folder = mkdtempSync(path.join(tmpdir(), "networks-"));
afterAll(() => rmSync(folder, { recursive: true }));
const networks = openNetworks(path.join(folder, "nothing here"));

describe("what comes with the product", () => {
  test.each([
    ["a line of a telephone company is where people are", "84.160.1.1", { country: "DE", kind: "access" }],
    ["a line in another country", "86.1.2.3", { country: "GB", kind: "access" }],
    ["a rented machine", "78.46.1.1", { country: "DE", kind: "hosting", asn: 24940, operator: "Hetzner Online GmbH" }],
    ["a rented machine over IPv6", "2a01:4f8:c0c::1", { kind: "hosting", asn: 24940 }],
    ["an exit of the Tor network", "185.220.101.1", { country: "DE", kind: "tor" }],
    ["the network of a VPN provider", "185.65.135.1", { kind: "vpn", asn: 39351 }],
    ["a relay hides the country for everybody alike", "104.28.1.1", { kind: "relay", asn: 13335 }],
    ["an IPv4 peer on an IPv6 socket is the same", "::ffff:78.46.1.1", { kind: "hosting" }],
  ])("%s", async (_what, address, network) => {
    expect(await networks.find(address)).toMatchObject(network);
  });

  test("of where people are nothing but the country is said", async () => {
    expect(await networks.find("84.160.1.1")).toEqual({ country: "DE", asn: null, operator: null, kind: "access" });
  });

  test.each(["127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fe80::1", "fd00::1", "not an address", ""])(
    "nothing is said of %s",
    async (address) => {
      expect(await networks.find(address)).toBeNull();
    },
  );
});

test("a list of Tor exits in the data folder counts", async () => {
  writeFileSync(path.join(folder, "tor-exits.txt"), "# of today\n84.160.1.1\n\n");
  const own = openNetworks(folder);
  expect(await own.find("84.160.1.1")).toMatchObject({ country: "DE", kind: "tor" });
  expect(await own.find("84.160.1.2")).toMatchObject({ kind: "access" });
});

test.each([
  ["1.2.3.4", { family: 4, bits: 0x01020304n }],
  ["2001:db8::1", { family: 6, bits: 0x20010db800000000n }],
  ["2001:DB8:1:2:3:4:5:6", { family: 6, bits: 0x20010db800010002n }],
  ["::1", { family: 6, bits: 0n }],
  ["2001:db8:0:1::", { family: 6, bits: 0x20010db800000001n }],
  ["1.2.3", null],
])("%s as a number", (address, bits) => {
  expect(addressBits(address)).toEqual(bits);
});
