import { afterAll, beforeAll, expect, test } from "vitest";
import type { AutotaskClient } from "../autotask/client.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { type SimulatedAutotask, startSimulatedAutotask } from "../testing/simulated-autotask.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { findMirroredCompany } from "./mirror.ts";

let deps: TestDeps;
let simulator: SimulatedAutotask;
let autotask: AutotaskClient;
beforeAll(async () => {
  deps = await testDeps();
  simulator = await startSimulatedAutotask();
  autotask = await simulator.clientOf(simulator.user);
});
afterAll(async () => {
  await simulator.close();
  await deps.close();
});

/** Reads a company for a new connection, and what the mirror has of it then. */
async function read(companyId: number) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const access = { db: deps.db, now: deps.now, autotask, connection: { id: connection.id, organizationId } };
  await findMirroredCompany(access, companyId);
  const { name, countryCode } = await deps.db.mirroredCompany.findFirstOrThrow({ where: { connectionId: connection.id } });
  return { name, country: countryCode };
}

test("with a company's name its country is kept, by its ISO code", async () => {
  expect(await read(177)).toEqual({ name: "Groupe hospitalier Saint-Éloi", country: "FR" });
});

test("a company without a country has none", async () => {
  await simulator.control("rows/Companies/178", { fields: { countryID: null } }, "PATCH");
  expect(await read(178)).toEqual({ name: "Ó Ceallaigh Marine Surveyors", country: null });
});

test("a country that Autotask does not know, or does not let us read, holds nobody up", async () => {
  await simulator.control("rows/Companies/176", { fields: { countryID: 9_999 } }, "PATCH");
  expect(await read(176)).toEqual({ name: "Łódź Precision Optics sp. z o.o.", country: null });
  await simulator.control("faults", { kind: "status", collection: "Countries", status: 403, count: 1 });
  expect(await read(175)).toEqual({ name: "Kanzlei Dr. von Weitershausen", country: null });
});
