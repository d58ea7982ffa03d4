import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { withAdmin, withDatabase } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    testServer: { adminUrl: string; template: string };
  }
}

export type TestDatabase = { url: string; drop(): Promise<void> };

/**
 * A migrated, empty database of its own, the job queue's tables included: one per test file, made in `beforeAll` and
 * dropped in `afterAll`. Connections still open at the drop are ended.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject("testServer");
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  // Copying files beats copying through the log (tens of milliseconds against hundreds) where nothing is synced to disk.
  await withAdmin(adminUrl, (admin) => admin.query(`create database ${name} template ${template} strategy file_copy`));
  return {
    url: withDatabase(adminUrl, name),
    drop: async () => {
      await withAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}
