import { expect, test } from "vitest";
import { catalog } from "../jobs/catalog.ts";
import { jobRegistry } from "./job-registry.ts";

test("every job of the catalog has exactly one handler, and nothing else has", () => {
  const bound = jobRegistry.map(({ job }) => job);
  expect(bound.map(({ name }) => name).toSorted()).toEqual(catalog.map(({ name }) => name).toSorted());
  // By identity: a handler bound to a look-alike would be given another contract's payload.
  for (const job of catalog) expect(bound).toContain(job);
});
