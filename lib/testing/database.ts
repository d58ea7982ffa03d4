import { inject } from "vitest";
import { cloneTemplate } from "./test-server.ts";

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
export function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject("testServer");
  return cloneTemplate(adminUrl, template);
}
