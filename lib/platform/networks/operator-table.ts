import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { classifyOperator } from "./classify-operator.ts";
import type { Network } from "./network.ts";

export type Operator = Pick<Network, "kind"> & { asn: number; operator: string };

/** Inclusive ranges that do not overlap, in ascending order, and who runs each. */
type Ranges = { starts: bigint[]; ends: bigint[]; operators: Operator[] };

export type OperatorTable = {
  /** Of IPv6 the first 64 bits: no smaller network is announced. Null where people are, or nobody says. */
  find(family: 4 | 6, address: bigint): Operator | null;
};

/**
 * Reads the lists of @ip-location-db/asn (`start,end,number,name`, numbers and ranges inclusive) and keeps what is no place
 * where people are: about one range in eight. Streamed, so that a process that answers requests is not held up.
 */
export async function readOperatorTable({ ipv4, ipv6 }: { ipv4: string; ipv6: string }): Promise<OperatorTable> {
  const known = new Map<number, Operator>();
  const four = await readRanges(ipv4, known, 0n);
  const six = await readRanges(ipv6, known, 64n);
  return { find: (family, address) => search(family === 4 ? four : six, address) };
}

async function readRanges(file: string, known: Map<number, Operator>, dropBits: bigint): Promise<Ranges> {
  const ranges: Ranges = { starts: [], ends: [], operators: [] };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [start, end, number, ...rest] = line.split(",");
    const asn = Number(number);
    if (!start || !end || !Number.isSafeInteger(asn)) continue;
    const operator = known.get(asn) ?? toOperator(asn, rest.join(","));
    known.set(asn, operator);
    if (operator.kind === "access") continue;
    ranges.starts.push(BigInt(start) >> dropBits);
    ranges.ends.push(BigInt(end) >> dropBits);
    ranges.operators.push(operator);
  }
  return ranges;
}

function toOperator(asn: number, quoted: string): Operator {
  const operator = quoted.replace(/^"|"$/g, "").replaceAll('""', '"');
  return { asn, operator, kind: classifyOperator({ asn, name: operator }) };
}

function search({ starts, ends, operators }: Ranges, address: bigint): Operator | null {
  let low = 0;
  let high = starts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (address < (starts[middle] ?? 0n)) high = middle - 1;
    else if (address > (ends[middle] ?? 0n)) low = middle + 1;
    else return operators[middle] ?? null;
  }
  return null;
}
