import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "./database.ts";
import { requireLocal } from "./test-server.ts";

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("two test databases share nothing, and both have the job queue", async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()]);
  await query(first.url, "select graphile_worker.add_job('noop')");
  expect(await query(first.url, "select count(*)::int from graphile_worker.jobs")).toEqual([{ count: 1 }]);
  expect(await query(second.url, "select count(*)::int from graphile_worker.jobs")).toEqual([{ count: 0 }]);
  await Promise.all([first.drop(), second.drop()]);
  await expect(query(first.url, "select 1")).rejects.toThrow("does not exist");
});

test.each(["postgresql://u:p@db.example.com/x", "postgresql://u:p@127.0.0.1.example.com/x", "postgresql://u:p@10.0.0.5/x"])(
  "a database that is not on this machine is refused: %s",
  (url) => {
    expect(() => requireLocal(url)).toThrow("this machine only");
  },
);
