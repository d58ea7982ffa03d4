import { buildTenants } from "../seed/tenants.ts";
import { findTenant, type Stage } from "../world.ts";
import { ACCESS_SCENARIOS } from "./access.ts";
import { BROKEN_ANSWER_SCENARIOS } from "./broken-answers.ts";
import { DELIVERY_SCENARIOS } from "./deliveries.ts";
import type { Scenario } from "./scenario.ts";
import { WEATHER_SCENARIOS } from "./weather.ts";

const FRESH: Scenario = {
  name: "fresh-tenant",
  means: "Everything as at the first start: no tickets, no webhooks, no faults.",
  apply: (stage) => resetWorld(stage),
};

export const SCENARIOS: Scenario[] = [FRESH, ...ACCESS_SCENARIOS, ...WEATHER_SCENARIOS, ...BROKEN_ANSWER_SCENARIOS, ...DELIVERY_SCENARIOS];

/** Back to the first start: tenants as seeded, no faults, empty logs. Work that waits is forgotten. */
export function resetWorld({ world, deliverer }: Stage): void {
  deliverer.abandon();
  world.tenants = buildTenants();
  world.faults = [];
  world.calls = [];
  world.callsTotal = 0;
  world.concurrency.clear();
  world.unknownUserCalls = 0;
  world.scenario = null;
  world.changed();
}

/** The scenario of that name, ready to apply. Throws with the list of names when there is none. */
export function findScenario(name: string): { apply: (stage: Stage, tenantKey?: string) => Promise<void> } {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (!scenario) throw new Error(`No scenario is named ${name}. There are: ${SCENARIOS.map((each) => each.name).join(", ")}.`);
  return {
    apply: async (stage, tenantKey) => {
      const tenant = (tenantKey ? findTenant(stage.world, tenantKey) : null) ?? stage.world.tenants[0];
      if (!tenant) throw new Error("There is no tenant to apply the scenario to.");
      await scenario.apply(stage, tenant);
      stage.world.scenario = name;
      stage.world.changed();
    },
  };
}
