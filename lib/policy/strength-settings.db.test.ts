import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectTo } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { findStrengthAsked, findStrengthForMember, listStrengths, setCompanyStrength, setStrengthAsked } from "./strength-settings.ts";

let base: TestDeps;
let deps: TestDeps;
let simulator: SimulatorProcess;
const actor = { kind: "member", id: crypto.randomUUID(), name: "Lea" } as const;
let place: { organizationId: string; connectionId: string };

beforeAll(async () => {
  [base, simulator] = await Promise.all([testDeps(), startSimulatorProcess()]);
  deps = {
    ...base,
    autotask: { zoneLookupUrl: new URL("/ATServicesRest/V1.0/zoneInformation", simulator.url), allowedHosts: [simulator.host] },
  };
});
afterAll(async () => {
  await Promise.all([base.close(), simulator.close()]);
});
beforeEach(async () => {
  const { id: connectionId, organizationId } = await connectTo(deps, simulator);
  place = { organizationId, connectionId };
});

const asked = (companyId: number | null | "unknown") => findStrengthAsked(deps.db, { ...place, companyId });

test("where nobody has set anything it is weak, and what is set holds for every company but those with their own", async () => {
  expect(await asked(174)).toBe("weak");
  await setStrengthAsked(deps, { ...place, actor, strength: "fair" });
  await setCompanyStrength(deps, { ...place, actor, companyId: 174, strength: "best" });
  await setCompanyStrength(deps, { ...place, actor, companyId: 0, strength: "good" });
  expect([await asked(174), await asked(0), await asked(175), await asked(null)]).toEqual(["best", "good", "fair", "fair"]);

  await setCompanyStrength(deps, { ...place, actor, companyId: 174, strength: null });
  expect(await asked(174)).toBe("fair");
});

test("of a company that nobody knows yet the most that is asked of any is asked", async () => {
  await setStrengthAsked(deps, { ...place, actor, strength: "fair" });
  await setCompanyStrength(deps, { ...place, actor, companyId: 174, strength: "weak" });
  expect(await asked("unknown")).toBe("fair");
  await setCompanyStrength(deps, { ...place, actor, companyId: 175, strength: "good" });
  expect(await asked("unknown")).toBe("good");
  expect(await findStrengthForMember(deps, { ...place, ticketNumber: "T20261126.9999" })).toBe("good");
});

test("each change is one entry in the audit with before and after, and the same once more is none", async () => {
  await setStrengthAsked(deps, { ...place, actor, strength: "good" });
  await setStrengthAsked(deps, { ...place, actor, strength: "good" });
  await setCompanyStrength(deps, { ...place, actor, companyId: 174, strength: "best" });
  await setCompanyStrength(deps, { ...place, actor, companyId: 174, strength: null });
  const entries = await deps.db.auditEntry.findMany({ where: { organizationId: place.organizationId }, orderBy: { sequence: "asc" } });
  const companyName = "Bäckerei-Konditorei Schwätzinger & Söhne GmbH & Co. KG";
  expect(entries.map(({ action, actorName, details }) => ({ action, actorName, details }))).toEqual(
    [
      { companyName: null, before: null, strength: "good" },
      { companyName, before: null, strength: "best" },
      { companyName, before: "best", strength: null },
    ].map((details) => ({ action: "policy.strength_set", actorName: "Lea", details })),
  );
});

test("another organization sets and reads nothing of it, and one that is off for good is not there", async () => {
  const { organizationId: other } = await connectTo(deps, simulator);
  await expect(setStrengthAsked(deps, { ...place, organizationId: other, actor, strength: "best" })).rejects.toMatchObject({
    code: "connection.not_found",
  });
  await setStrengthAsked(deps, { ...place, actor, strength: "best" });
  expect((await listStrengths(deps, other)).map(({ asked: { strength } }) => strength)).toEqual(["weak"]);
  await deps.db.connection.update({ where: { id: place.connectionId }, data: { state: "disconnected" } });
  await expect(setStrengthAsked(deps, { ...place, actor, strength: "weak" })).rejects.toMatchObject({ code: "connection.not_found" });
});

test("two who set it at once leave one setting", async () => {
  const set = (strength: "fair" | "good") => setStrengthAsked(deps, { ...place, actor, strength });
  const answers = await Promise.allSettled([set("fair"), set("good")]);
  for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "policy.strength_changed" });
  expect(await deps.db.strengthSetting.count({ where: place })).toBe(1);
});
