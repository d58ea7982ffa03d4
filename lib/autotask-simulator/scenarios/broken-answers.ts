import { addFault, type FaultInput } from "../rest/faults.ts";
import type { Scenario } from "./scenario.ts";

/** Situations in which every call of the tenant is answered wrongly in the same way, until the faults are cleared. */
export const BROKEN_ANSWER_SCENARIOS: Scenario[] = [
  always("sign-in-refused", "Every call is refused with 401 and no word.", { kind: "status", status: 401 }),
  always("forbidden", "Every call is refused with 403 in Autotask's own words.", {
    kind: "status",
    status: 403,
    text: "The logged in Resource does not have the adequate permissions to query this entity type.",
  }),
  always("address-blocked", "A gate before Autotask answers every call with 403 and a page.", { kind: "html", status: 403 }),
  always("too-many-requests", "Every call is answered with 429 and no word of when to come back.", { kind: "status", status: 429 }),
  always("server-words", "Every call is answered with 500 and a text.", {
    kind: "status",
    status: 500,
    text: "Value does not reference an existing entity for taskType . ",
  }),
  always("server-silent", "Every call is answered with 500 and nothing.", { kind: "empty", status: 500 }),
  always("gateway-page", "Every call is answered by a gateway's page under 502.", { kind: "html", status: 502 }),
  always("page-as-success", "Every call is answered by a page under 200.", { kind: "html", status: 200 }),
  always("empty-answers", "Every call is answered with 200 and nothing.", { kind: "empty" }),
  always("half-json", "Every answer ends in the middle of its JSON.", { kind: "bad-json" }),
  always("other-shape", "Every answer is JSON of another shape.", { kind: "wrong-shape" }),
  always("resets", "Every connection is reset before an answer.", { kind: "reset" }),
  always("resets-inside", "Every connection is reset inside its answer.", { kind: "reset-mid-body" }),
  always("shifting-pages", "After each page somebody deletes its first row, so that the later ones move up.", { kind: "shifting-pages" }),
  always("string-ids", "Ids come as texts.", { kind: "string-ids" }),
];

function always(name: string, means: string, fault: FaultInput): Scenario {
  return { name, means, apply: ({ world }, tenant) => void addFault(world, { ...fault, tenant: tenant.key }) };
}
