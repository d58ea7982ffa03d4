import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Reader } from "mmdb-lib";
import { z } from "zod";
import { isPublicAddress } from "../public-address.ts";
import { addressBits } from "./address-bits.ts";
import { classifyOperator } from "./classify-operator.ts";
import type { Network, Networks } from "./network.ts";
import { type Operator, readOperatorTable } from "./operator-table.ts";

/** Of the lists that come with the product. Not by `require.resolve`, which the bundler of the web part would follow into them. */
const packaged = (file: string) => path.join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "@ip-location-db", file);

/** What files of the operator's own may be called, in DATA_DIR/networks. Each takes the place of what comes with the product. */
export const ownFiles = { country: "country.mmdb", operators: "asn.mmdb", torExits: "tor-exits.txt" } as const;

type Tables = {
  country: (address: string) => string | null;
  operator: (address: string) => Operator | null;
  torExits: ReadonlySet<string>;
};

/**
 * Looks addresses up in the lists that come with the product, or in newer ones that an operator put into `folder`. Nothing is
 * read before the first look-up, and nobody is called. A file that cannot be read makes that look-up throw.
 */
export function openNetworks(folder: string): Networks {
  let tables: Promise<Tables> | null = null;
  return {
    async find(address) {
      const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
      if (!isPublicAddress(plain)) return null;
      tables ??= readTables(folder);
      return toNetwork(plain, await tables);
    },
  };
}

function toNetwork(address: string, { country, operator, torExits }: Tables): Network {
  const found = operator(address);
  const kind = torExits.has(address) ? "tor" : (found?.kind ?? "access");
  const isTold = found !== null && found.kind !== "access";
  return { country: country(address), asn: isTold ? found.asn : null, operator: isTold ? found.operator : null, kind };
}

async function readTables(folder: string): Promise<Tables> {
  const own = (name: string) => {
    const file = path.join(/* turbopackIgnore: true */ folder, name);
    return existsSync(/* turbopackIgnore: true */ file) ? file : null;
  };
  const torExits = own(ownFiles.torExits);
  return {
    country: await readCountries(own(ownFiles.country) ?? packaged("geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb")),
    operator: await readOperators(own(ownFiles.operators)),
    torExits: new Set(torExits === null ? [] : addressesIn(await readFile(torExits, "utf8"))),
  };
}

/** One address a line, as https://check.torproject.org/torbulkexitlist has them; `#` begins a remark. */
function addressesIn(text: string): string[] {
  return text.split("\n").flatMap((line) => line.replace(/#.*/, "").trim() || []);
}

// As ip-location-db, IPinfo and GeoLite2 write them.
const countryRecord = z
  .union([
    z.object({ country_code: z.string() }).transform((record) => record.country_code),
    z.object({ country: z.object({ iso_code: z.string() }) }).transform((record) => record.country.iso_code),
    z.object({ country: z.string() }).transform((record) => record.country),
  ])
  .pipe(z.string().regex(/^[A-Z]{2}$/))
  .nullable()
  .catch(null);
const operatorRecord = z
  .union([
    z
      .object({ autonomous_system_number: z.number(), autonomous_system_organization: z.string().default("") })
      .transform((record) => ({ asn: record.autonomous_system_number, name: record.autonomous_system_organization })),
    z
      .object({ asn: z.string().regex(/^AS\d+$/), as_name: z.string().default("") })
      .transform((record) => ({ asn: Number(record.asn.slice(2)), name: record.as_name })),
  ])
  .nullable()
  .catch(null);

async function openDatabase(file: string): Promise<Reader<never>> {
  return new Reader(await readFile(file));
}

async function readCountries(file: string): Promise<Tables["country"]> {
  const database = await openDatabase(file);
  return (address) => countryRecord.parse(database.get(address));
}

async function readOperators(file: string | null): Promise<Tables["operator"]> {
  if (file !== null) {
    const database = await openDatabase(file);
    return (address) => {
      const record = operatorRecord.parse(database.get(address));
      return record && { asn: record.asn, operator: record.name, kind: classifyOperator(record) };
    };
  }
  const table = await readOperatorTable({
    ipv4: packaged("asn/asn-ipv4-num.csv"),
    ipv6: packaged("asn/asn-ipv6-num.csv"),
  });
  return (address) => {
    const place = addressBits(address);
    return place && table.find(place.family, place.bits);
  };
}
