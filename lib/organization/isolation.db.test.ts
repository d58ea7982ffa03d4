import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inOrganization } from "../platform/db/database.ts";
import { makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";

// Row security, table by table as the database itself lists them: a new table without its policy fails here.

type Column = { table_name: string; column_name: string; udt_name: string; label: string | null };

let deps: TestDeps;
let ours: string;
let theirs: string;
const columns = new Map<string, Column[]>();

/** All tables whose rows belong to an organization. Read when the tests run, not from our schema files. */
const tables = () => [...columns.keys()];

beforeAll(async () => {
  deps = await testDeps();
  ours = (await makeOrganization(deps.db)).id;
  theirs = (await makeOrganization(deps.db)).id;
  // Each table gets a row of each, so none may have one already.
  await deps.db.verificationSetting.deleteMany();
  const { rows } = await deps.pool.query<Column>(`
    select c.table_name, c.column_name, c.udt_name, (select e.enumlabel from pg_enum e join pg_type t on t.oid = e.enumtypid where t.typname = c.udt_name order by e.enumsortorder limit 1) as label
    from information_schema.columns c
    where c.table_schema = 'public' and c.is_nullable = 'NO' and exists
      (select from information_schema.columns o where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'organizationId')`);
  for (const column of rows) columns.set(column.table_name, [...(columns.get(column.table_name) ?? []), column]);
  for (const table of tables()) for (const owner of [ours, theirs]) await insert(table, owner);
});
afterAll(() => deps.close());

const samples: Record<string, () => unknown> = {
  uuid: randomUUID,
  text: randomUUID,
  int4: () => 1,
  int8: () => Math.floor(Math.random() * 1e12),
  bool: () => true,
  bytea: () => Buffer.from(randomUUID()),
  timestamptz: () => new Date(),
  jsonb: () => "{}",
};

function insertion(table: string, owner: string) {
  const filled = columns.get(table) ?? [];
  const values = filled.map(({ column_name, udt_name, label }) =>
    column_name === "organizationId" ? owner : (label ?? samples[udt_name]?.()),
  );
  const names = filled.map(({ column_name }) => `"${column_name}"`).join(", ");
  return { text: `insert into "${table}" (${names}) values (${filled.map((_, index) => `$${index + 1}`).join(", ")})`, values };
}

/** Without foreign keys: a row that stands for any row. */
async function insert(table: string, owner: string) {
  const client = await deps.pool.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(insertion(table, owner));
  } finally {
    client.release(true);
  }
}

/** What a statement of our organization's transaction did: how many rows, or that it was refused. */
async function attempt(sql: string, values: unknown[] = []): Promise<number | "refused"> {
  try {
    return await inOrganization(deps.db, ours, (tx) => tx.$executeRawUnsafe(sql, ...values));
  } catch (error) {
    // 42501: insufficient privilege, which is also what a policy answers.
    if (/42501|row-level security|permission denied/.test(String(error))) return "refused";
    throw error;
  }
}

test("the tables of organizations are found", () => {
  expect(tables().length).toBeGreaterThan(12);
  expect(tables()).toEqual(expect.arrayContaining(["connections", "tickets", "verifications", "audit_entries", "members", "api_keys"]));
});

test("each table shows our row and not theirs", async () => {
  const seen = await inOrganization(deps.db, ours, async (tx) => {
    const counts: [string, number, number][] = [];
    for (const table of tables()) {
      const rows = await tx.$queryRawUnsafe<{ organizationId: string }[]>(`select "organizationId" from "${table}"`);
      counts.push([
        table,
        rows.filter((row) => row.organizationId === ours).length,
        rows.filter((row) => row.organizationId === theirs).length,
      ]);
    }
    return counts;
  });
  expect(seen).toEqual(tables().map((table) => [table, 1, 0]));
});

test("no table lets us change or delete their row, by any condition", async () => {
  for (const table of tables()) {
    for (const sql of [
      `update "${table}" set "organizationId" = "organizationId" where "organizationId" <> '${ours}'`,
      `delete from "${table}" where "organizationId" = '${theirs}'`,
    ]) {
      expect([table, sql, await attempt(sql)].at(2), `${table}: ${sql}`).toBeOneOf([0, "refused"]);
    }
  }
});

test("no table lets us give them a row, or take our row to them", async () => {
  for (const table of tables()) {
    const { text, values } = insertion(table, theirs);
    const typed = text.replace(/\$(\d+)/g, (_, number) => `$${number}::${castOf(table, Number(number) - 1)}`);
    expect(await attempt(typed, values), `insert into ${table}`).toBe("refused");
    expect(await attempt(`update "${table}" set "organizationId" = '${theirs}'`), `update ${table}`).toBe("refused");
  }
});

function castOf(table: string, index: number): string {
  const type = columns.get(table)?.[index]?.udt_name ?? "text";
  return /^[a-z0-9]+$/.test(type) ? type : `"${type}"`;
}

test("without an organization set, the portal's role sees nothing at all", async () => {
  const client = await deps.pool.connect();
  try {
    await client.query("begin");
    await client.query("set local role countersign_portal");
    for (const table of tables()) expect((await client.query(`select from "${table}"`)).rowCount, table).toBe(0);
  } finally {
    await client.query("rollback");
    client.release();
  }
});

test("of the tables without an organization, the portal's role reaches four, two of them by policy and none of them to write", async () => {
  const { rows } = await deps.pool.query<{ name: string; guarded: boolean }>(
    `
    select c.relname as name, c.relrowsecurity as guarded from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> all($1)
      and (has_table_privilege('countersign_portal', c.oid, 'select, insert, update, delete') or has_any_column_privilege('countersign_portal', c.oid, 'select'))
    order by 1`,
    [tables()],
  );
  expect(rows).toEqual([
    // What the operator says to every organization of the installation.
    { name: "installation", guarded: false },
    { name: "organizations", guarded: true },
    { name: "users", guarded: true },
    { name: "worker_heartbeats", guarded: false },
  ]);
  for (const table of ["installation", "worker_heartbeats"]) {
    expect(await attempt(`delete from "${table}"`), table).toBe("refused");
  }
});

test("an organization sees itself among the organizations, and no password of anybody", async () => {
  const found = await inOrganization(deps.db, ours, (tx) => tx.organization.findMany({ select: { id: true } }));
  expect(found).toEqual([{ id: ours }]);
  expect(await attempt(`update "organizations" set name = 'theirs now' where id = '${theirs}'`)).toBe(0);
  expect(await attempt(`update "users" set name = 'x'`)).toBe("refused");
  await expect(inOrganization(deps.db, ours, (tx) => tx.$queryRawUnsafe(`select "passwordHash" from users`))).rejects.toThrow();
});

test("evidence cannot be rewritten, not even one's own", async () => {
  for (const table of ["audit_entries", "deliveries", "decisions", "verification_events"]) {
    expect(await attempt(`update "${table}" set "organizationId" = "organizationId"`), table).toBe("refused");
    expect(await attempt(`delete from "${table}"`), table).toBe("refused");
  }
});
