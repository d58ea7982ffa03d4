import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/organization/api-keys.ts";
import type { Role } from "@/lib/organization/permissions.ts";
import { later, minutes } from "@/lib/platform/clock.ts";
import { makeConnection, makeOrganization, makeTicket } from "../../../../../lib/testing/factories.ts";
import { type TestDeps, testDeps } from "../../../../../lib/testing/test-deps.ts";
import { GET as getChoices } from "../choices/route.ts";
import { GET } from "./route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
const day = new Date("2026-11-24T12:00:00Z");
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
  kept.countersignWebDeps = deps;
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await deps.close();
});

async function makePlace() {
  const organization = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId: organization.id });
  return { organizationId: organization.id, connectionId: connection.id };
}
type Place = Awaited<ReturnType<typeof makePlace>>;

/** A technician's verification of a company by one method, so many minutes after the day began. */
async function makeRow(
  place: Place,
  row: { company?: string; technician?: string; method?: string; strength?: "weak" | "best"; at?: number } = {},
) {
  const ticket = await makeTicket(deps.db, place);
  await deps.db.ticket.update({ where: { id: ticket.id }, data: { technicianName: row.technician ?? null } });
  const createdAt = later(day, minutes(row.at ?? 0));
  const { strength = null, method = null, company: companyName = null } = row;
  const verification = await deps.db.verification.create({
    data: {
      ...{ ...place, ticketId: ticket.id, run: "auto", createdAt, settledAt: createdAt, strength, method, companyName },
      ...{ state: "passed", receipt: `CS-${crypto.randomUUID()}`, requesterName: "Zoë Škvorecká" },
    },
  });
  const challenge = { organizationId: place.organizationId, verificationId: verification.id, createdAt, sentAt: createdAt };
  await deps.db.challenge.create({
    data: {
      ...{ ...challenge, method: method ?? "email_code", state: "passed", strength, destinationMasked: "z···á@kanzlei.example" },
      destinationSealed: deps.secrets.seal("zoe@kanzlei.example", { table: "challenges", column: "destination", rowId: verification.id }),
    },
  });
  return verification;
}

const keyOf = async (organizationId: string, role: Role = "auditor") =>
  (await createApiKey(deps, { organizationId, name: "Export", role, actor: { kind: "operator" } })).key;

async function take(key: string, query = "") {
  const request = new Request(`https://verify.example.com/api/v1/verifications/export${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const answer = await GET(request, { params: Promise.resolve({}) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, lines: text.split("\r\n").slice(1, -1) };
}

test("an auditor takes the history of their organization as a file, with masked destinations, and it stands in the audit", async () => {
  const place = await makePlace();
  const foreign = await makePlace();
  await makeRow(foreign, { company: "Foreign" });
  const { receipt } = await makeRow(place, { company: "Kanzlei", method: "passkey", strength: "best" });
  const { status, headers, text, lines } = await take(await keyOf(place.organizationId), "?company=Kanzlei");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("text/csv");
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="verifications-\d{4}-\d\d-\d\d\.csv"$/);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`${receipt},`);
  expect(lines[0]).toContain(`,passed,,passkey,passkey,z···á@kanzlei.example,weak,best,"NIST SP 800-63B-4, 3.1.7 and 3.2.5",`);
  expect(text).not.toContain("zoe@kanzlei.example");
  expect(text).not.toContain("Foreign");
  const entry = await deps.db.auditEntry.findFirstOrThrow({
    where: { organizationId: place.organizationId, action: "verification.exported" },
  });
  expect(entry).toMatchObject({ actorKind: "api_key", actorName: "Export", details: { company: "Kanzlei", period: "all", rows: 1 } });
});

test("more rows than are held at once come all, once, and newest first", async () => {
  const place = await makePlace();
  const { ticketId } = await makeRow(place, { at: -1 });
  // Many at the same moment, so that the order by id alone has to carry on over a batch.
  await deps.pool.query(
    `insert into verifications (id, "organizationId", "connectionId", "ticketId", run, state, receipt, "createdAt", "settledAt")
     select gen_random_uuid(), $1, $2, $3, 'run ' || n, 'passed', 'CS-' || n, $4::timestamptz + (n / 900) * interval '1 minute', now()
     from generate_series(1, 2500) n`,
    [place.organizationId, place.connectionId, ticketId, day],
  );
  const { lines } = await take(await keyOf(place.organizationId), "?bom=no");
  expect(lines).toHaveLength(2_501);
  expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(2_501);
  const times = lines.map((line) => /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(line)?.[0] ?? "");
  expect(times).toEqual(times.toSorted().reverse());
});

test.each([
  ["method=passkey", ["a"]],
  ["strength=weak", ["b"]],
  ["company=Kanzlei", ["a", "b"]],
  ["technician=Tomasz%20W%C4%99czycki", ["c"]],
  ["company=Kanzlei&technician=Tomasz%20W%C4%99czycki", []],
  ["", ["a", "b", "c"]],
])("filtered by %s the file has those rows and no others", async (query, wanted) => {
  const place = await makePlace();
  const rows = {
    a: await makeRow(place, { company: "Kanzlei", method: "passkey", strength: "best" }),
    b: await makeRow(place, { company: "Kanzlei", method: "email_code", strength: "weak" }),
    c: await makeRow(place, { company: "Brot", technician: "Tomasz Węczycki", method: "totp" }),
  };
  const { text } = await take(await keyOf(place.organizationId), `?${query}`);
  const found = Object.entries(rows).flatMap(([name, { receipt }]) => (text.includes(receipt) ? [name] : []));
  expect(found).toEqual(wanted);
});

test("what there is to filter by are the names of the own organization, once each and in order", async () => {
  const place = await makePlace();
  await makeRow(await makePlace(), { company: "Foreign", technician: "Nobody" });
  for (const company of ["Kanzlei", "Brot", "Kanzlei"]) await makeRow(place, { company, technician: "Tomasz" });
  const request = new Request("https://verify.example.com/x", {
    headers: { authorization: `Bearer ${await keyOf(place.organizationId)}` },
  });
  const answer = await getChoices(request, { params: Promise.resolve({}) });
  expect(await answer.json()).toEqual({ companies: ["Brot", "Kanzlei"], technicians: ["Tomasz"] });
});

test("nobody without a key, and no filter that is none, gets a file", async () => {
  expect((await take("csk_nobody")).status).toBe(401);
  const place = await makePlace();
  expect((await take(await keyOf(place.organizationId), "?method=retina")).status).toBe(400);
  expect(await deps.db.auditEntry.count({ where: { organizationId: place.organizationId, action: "verification.exported" } })).toBe(0);
});
