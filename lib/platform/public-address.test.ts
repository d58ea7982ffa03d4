import { expect, test } from "vitest";
import { ADDRESS_REFUSED, isPublicAddress, publicLookup } from "./public-address.ts";

test.each(["8.8.8.8", "52.1.2.3", "172.15.0.1", "172.32.0.1", "100.128.0.1", "192.167.0.1", "2606:4700::1111", "2a00:1450::1"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255"],
  ...["192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "fc00::1", "fd12::1", "fe80::1", "ff02::1"],
  ...["2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "localhost", "", "127.1"],
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test("a name that resolves into this machine is refused at the lookup of the socket", async () => {
  const error = await new Promise((resolve) => publicLookup("localhost", {}, resolve));
  expect(error).toMatchObject({ code: ADDRESS_REFUSED });
});
