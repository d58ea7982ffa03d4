import type { Json } from "../model.ts";
import { addFault, FAULT_KINDS, type FaultInput, isFaultKind } from "../rest/faults.ts";
import { refusal } from "../rest/refusal.ts";
import { findScenario, resetWorld, SCENARIOS } from "../scenarios/catalog.ts";
import { DEFAULT_BEHAVIOUR } from "../tenant.ts";
import type { CallRecord } from "../world.ts";
import { type ControlInput, type ControlRoute, findNumber, findText, idOf, numberOf, textOf } from "./input.ts";

/** The stage itself: reset, scenarios, faults, the call log. */
export const WORLD_ROUTES: ControlRoute[] = [
  { method: "POST", path: "reset", means: "everything as at the first start", handle: reset },
  { method: "POST", path: "clear", means: "no faults, all switches as at first; data stays", handle: clear },
  {
    method: "GET",
    path: "scenarios",
    means: "names of the scenarios",
    handle: () => SCENARIOS.map(({ name, means }) => ({ name, means })),
  },
  { method: "POST", path: "scenario", means: "apply a scenario (`name`, `tenant`)", handle: applyScenario },
  {
    method: "GET",
    path: "faults",
    means: "faults that are planned",
    handle: (input) => input.stage.world.faults.map((fault) => ({ ...fault })),
  },
  { method: "POST", path: "faults", means: `plan a fault (\`kind\`: ${FAULT_KINDS.join(", ")})`, handle: planFault },
  { method: "DELETE", path: "faults", means: "forget all faults", handle: (input) => removeFaults(input, null) },
  { method: "DELETE", path: "faults/:id", means: "forget one fault", handle: (input) => removeFaults(input, idOf(input)) },
  {
    method: "GET",
    path: "calls",
    means: "API calls received (filter: tenant, collection, method, user, status, after)",
    handle: listCalls,
  },
  {
    method: "GET",
    path: "calls/count",
    means: "how many of them, with the same filters",
    handle: (input) => ({ count: selectCalls(input).length }),
  },
  { method: "DELETE", path: "calls", means: "empty the call log and the concurrency marks", handle: clearCalls },
  {
    method: "GET",
    path: "concurrency",
    means: "highest number of calls at once, by tracking identifier and endpoint",
    handle: listConcurrency,
  },
  { method: "PATCH", path: "settings", means: "`timeScale`: factor on the waits between delivery attempts", handle: changeSettings },
];

function reset(input: ControlInput): Json {
  resetWorld(input.stage);
  return { reset: true };
}

function clear({ stage }: ControlInput): Json {
  stage.world.faults = [];
  stage.world.scenario = null;
  for (const tenant of stage.world.tenants) Object.assign(tenant.behaviour, structuredClone(DEFAULT_BEHAVIOUR));
  return { cleared: true };
}

async function applyScenario(input: ControlInput): Promise<Json> {
  const name = textOf(input, "name");
  if (!SCENARIOS.some((scenario) => scenario.name === name)) throw refusal(`No scenario is named ${name}.`, 404);
  await findScenario(name).apply(input.stage, findText(input, "tenant") ?? undefined);
  return { scenario: name };
}

function planFault(input: ControlInput): Json {
  const { kind, methods } = input.given;
  if (!isFaultKind(kind)) throw refusal(`kind is one of ${FAULT_KINDS.join(", ")}.`, 400);
  const fault: FaultInput = {
    kind,
    tenant: findText(input, "tenant"),
    collection: findText(input, "collection"),
    text: findText(input, "text"),
    count: findNumber(input, "count"),
  };
  const method = findText(input, "method");
  if (method !== null) fault.method = method;
  if (Array.isArray(methods)) fault.methods = methods.map(String);
  for (const name of ["status", "delayMs", "seconds", "retryAfterSeconds"] as const) {
    const value = findNumber(input, name);
    if (value !== null) fault[name] = value;
  }
  return { ...addFault(input.stage.world, fault) };
}

function removeFaults({ stage }: ControlInput, id: number | null): Json {
  stage.world.faults = id === null ? [] : stage.world.faults.filter((fault) => fault.id !== id);
  return { faults: stage.world.faults.length };
}

function selectCalls(input: ControlInput): CallRecord[] {
  const { given, stage } = input;
  const after = numberOf(input, "after", 0);
  const isEqual = (name: "tenant" | "collection" | "method" | "user" | "status", call: CallRecord) =>
    given[name] === undefined || String(given[name]).toLowerCase() === String(call[name]).toLowerCase();
  return stage.world.calls.filter(
    (call) => call.number > after && (["tenant", "collection", "method", "user", "status"] as const).every((name) => isEqual(name, call)),
  );
}

function listCalls(input: ControlInput): Json {
  return selectCalls(input).map((call) => ({ ...call }));
}

function clearCalls({ stage }: ControlInput): Json {
  stage.world.calls = [];
  stage.world.concurrency.clear();
  return { cleared: true };
}

function listConcurrency({ stage }: ControlInput): Json {
  return [...stage.world.concurrency].map(([key, seen]) => {
    const [tenant = "", trackingIdentifier = "", endpoint = ""] = key.split(" ");
    return { tenant, trackingIdentifier, endpoint, now: seen.now, max: seen.max };
  });
}

function changeSettings(input: ControlInput): Json {
  input.stage.world.timeScale = numberOf(input, "timeScale", input.stage.world.timeScale);
  return { timeScale: input.stage.world.timeScale };
}
