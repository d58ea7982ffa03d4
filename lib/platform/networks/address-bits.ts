import { isIP } from "node:net";

/** An address as a number: all 32 bits of IPv4, the first 64 of IPv6. Null for what is no address. */
export function addressBits(address: string): { family: 4 | 6; bits: bigint } | null {
  const family = isIP(address);
  if (family === 4) return { family: 4, bits: address.split(".").reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) };
  if (family !== 6) return null;
  // URL writes IPv6 in its one canonical form; a zone (`%eth0`) is no part of an address of the internet.
  const plain = address.replace(/%.*$/, "");
  const [head = "", tail] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split("::");
  const groups = (text: string | undefined) => (text ? text.split(":") : []);
  const left = groups(head);
  const right = groups(tail);
  const all = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return { family: 6, bits: all.slice(0, 4).reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n) };
}
