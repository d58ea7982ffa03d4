import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../platform/db/database.ts";
import { parsePhoneNumber } from "../platform/phone-number.ts";
import { createSecrets } from "../platform/secrets.ts";
import { aRequester, makeConnection, makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { isAddressOf, readDestinations, recordDestinations } from "./destinations.ts";
import type { Requester } from "./find-requester.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const phones = (text: string, region: string | null = null) => [parsePhoneNumber(text, region)].flatMap((phone) => phone ?? []);
const first = "+49 171 2345678";
const other = "+49 171 8765432";

/** One contact of a new connection, as its record is read day by day. */
async function contactOf() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const who = (changes: Partial<Requester>): Requester => ({ ...aRequester, phones: phones(first), ...changes });
  const read = (at: Date, changes: Partial<Requester> = {}) =>
    inTransaction(deps.db, (tx) => recordDestinations(tx, deps.secrets, { connection, requester: who(changes), now: at }));
  const history = (at: Date, changes: Partial<Requester> = {}) =>
    inTransaction(deps.db, (tx) => readDestinations(tx, deps.secrets, { connection, requester: who(changes), now: at }));
  const sinceOf = async (at: Date, changes: Partial<Requester> = {}) => {
    const [phone] = who(changes).phones;
    return (await history(at, changes)).get(phone?.address ?? "")?.since ?? null;
  };
  return { connection, read, history, sinceOf };
}

test("an address is known since the first reading that had it, however often it is read again", async () => {
  const { read, history } = await contactOf();
  await read(day(1));
  await read(day(9));

  const known = { since: day(1), contactSince: day(1), recordChangedAt: aRequester.createdAt, isShared: false };
  expect([...(await history(day(9))).values()]).toEqual([known, known]);
});

test("a number that was changed is known since the change, and the contact since before", async () => {
  const { read, history } = await contactOf();
  await read(day(1));
  await read(day(9), { phones: phones(other) });

  const changed = (await history(day(9), { phones: phones(other) })).get("+491718765432");
  expect(changed).toMatchObject({ since: day(9), contactSince: day(1) });
});

test("a number that was changed and changed back counts from when it came back", async () => {
  const { read, sinceOf } = await contactOf();
  await read(day(1));
  await read(day(9), { phones: phones(other) });
  await read(day(10));

  expect(await sinceOf(day(10))).toEqual(day(10));
});

test("a first number of a contact whom we know without one is a change", async () => {
  const { read, history } = await contactOf();
  await read(day(1), { phones: [], email: null });
  await read(day(9));

  expect((await history(day(9))).get("+491712345678")).toMatchObject({ since: day(9), contactSince: day(1) });
});

test("another default country is no change of the record", async () => {
  const { read, sinceOf } = await contactOf();
  const dutch = { phones: phones("06-12345678", "NL") };
  const french = { phones: phones("06 12 34 56 78", "FR") };
  await read(day(1), dutch);
  await read(day(9), french);
  expect(french.phones[0]?.address).not.toBe(dutch.phones[0]?.address);
  expect(await sinceOf(day(9), french)).toEqual(day(1));
});

test("an address keeps the date of the record as it was when it was read first; later edits of the record do not touch it", async () => {
  const { read, history } = await contactOf();
  await read(day(8), { modifiedAt: day(3) });
  await read(day(9), { modifiedAt: day(9) });
  const edited = { modifiedAt: day(10), otherEmails: ["zoe@home.example"] };
  await read(day(10), edited);

  const known = await history(day(10), edited);
  expect(known.get("+491712345678")).toMatchObject({ since: day(8), recordChangedAt: day(3) });
  expect(known.get("zoe@home.example")).toMatchObject({ since: day(10), contactSince: day(8), recordChangedAt: day(10) });
});

test("a record of unknown age gives its addresses no date", async () => {
  const { read, history } = await contactOf();
  await read(day(8), { createdAt: null, modifiedAt: day(3) });
  expect((await history(day(8))).get("+491712345678")).toMatchObject({ recordChangedAt: null });
});

test("two active contacts with one address share it, whatever its case; one who left does not count, nor another connection", async () => {
  const { read, history } = await contactOf();
  const stranger = await contactOf();
  await stranger.read(day(1), { contactId: 500 });
  await read(day(1));
  const isShared = async () => (await history(day(2))).get(aRequester.email ?? "")?.isShared;
  expect(await isShared()).toBe(false);

  const twin = { contactId: 78, email: (aRequester.email ?? "").toUpperCase(), phones: [] };
  await read(day(1), twin);
  expect(await isShared()).toBe(true);
  await read(day(2), { ...twin, isActive: false });
  expect(await isShared()).toBe(false);
});

test("another contact's second mailbox is shared as well", async () => {
  const { read, history } = await contactOf();
  await read(day(1));
  await read(day(1), { contactId: 78, email: null, phones: [], otherEmails: [aRequester.email ?? ""] });

  expect((await history(day(1))).get(aRequester.email ?? "")?.isShared).toBe(true);
});

test("the database holds no address, and equal addresses of two organizations look different", async () => {
  const [ours, theirs] = [await contactOf(), await contactOf()];
  await ours.read(day(1));
  await theirs.read(day(1));

  const rows = await deps.db.contactDestination.findMany({ where: { connectionId: { in: [ours.connection.id, theirs.connection.id] } } });
  expect(rows).toHaveLength(6);
  expect(new Set(rows.map(({ hash }) => Buffer.from(hash).toString("hex"))).size).toBe(6);
  expect(JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain("2345678");
});

test("with another key the memory begins anew: the contact is new, and nothing of it looks changed", async () => {
  const { connection, read } = await contactOf();
  await read(day(1));
  const secrets = createSecrets([{ id: "test", key: randomBytes(32) }], "another secret for tests, long enough to count");
  const place = { connection, requester: { ...aRequester, phones: phones(first) }, now: day(9) };
  await inTransaction(deps.db, (tx) => recordDestinations(tx, secrets, place));

  const history = await inTransaction(deps.db, (tx) => readDestinations(tx, secrets, place));
  expect(history.get("+491712345678")).toEqual({
    since: day(9),
    contactSince: day(9),
    recordChangedAt: aRequester.createdAt,
    isShared: false,
  });
});

test("a member is known as the contact by any address of the record", async () => {
  const { connection, read } = await contactOf();
  await read(day(1), { otherEmails: ["zoe@home.example"] });
  const is = (email: string) =>
    inTransaction(deps.db, (tx) =>
      isAddressOf(tx, deps.secrets, { connectionId: connection.id, organizationId: connection.organizationId, contactId: 77n, email }),
    );
  expect(await is("ZOE@home.example")).toBe(true);
  expect(await is("lea@nordlicht.example")).toBe(false);
});
