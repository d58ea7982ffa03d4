import { afterAll, beforeAll, expect, test } from "vitest";
import { getTicket } from "../autotask/tickets.ts";
import { connectedTo, draftFor, openStage, type SimulatedTenant, type Stage } from "../testing/connecting.ts";
import { withAutotask } from "./autotask-for.ts";
import { failureOf } from "./describe-failure.ts";
import type { FourValues } from "./schema.ts";
import { testConnection } from "./test-connection.ts";

// Each way in which the four values, or the way to Autotask, can be wrong, in each form that was documented or observed: one
// code, one field, and at most one call with the values.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Arrange = (tenant: SimulatedTenant) => Promise<unknown> | undefined;
const answers =
  (fault: Record<string, unknown>): Arrange =>
  (tenant) =>
    stage.fault(tenant, fault);
const lookUp = { collection: "ZoneInformation" };
const call = { collection: "Version" };
const threads = "The Autotask API thread threshold of 3 threads has been exceeded. (Itgenatr005)";

test.each<[string, Partial<FourValues>, Arrange | null, string, string | null, number]>([
  ["a username nobody knows", { username: "nobody@nowhere.example" }, null, "username_unknown", "username", 0],
  ["a wrong secret", { secret: "wrong" }, null, "secret_refused", "secret", 1],
  ["a wrong identifier, as in 2026", { trackingIdentifier: "WRONG" }, null, "secret_refused", "secret", 1],
  [
    "a wrong identifier, as in 2023",
    { trackingIdentifier: "WRONG" },
    ({ key }) => stage.simulator.control("behaviour", { tenant: key, badIntegrationCode: "500" }, "PATCH"),
    "tracking_identifier_refused",
    "trackingIdentifier",
    1,
  ],
  ["a locked user", {}, (tenant) => stage.changeUser(tenant, { isLocked: true }), "secret_refused", "secret", 1],
  ["an inactive user", {}, (tenant) => stage.changeUser(tenant, { isActive: false }), "secret_refused", "secret", 1],
  ["a block at the look-up, with a page", {}, answers({ kind: "html", status: 403, ...lookUp }), "address_blocked", null, 0],
  ["a block at the look-up, with nothing", {}, answers({ kind: "empty", status: 403, ...lookUp }), "address_blocked", null, 0],
  ["a block at the look-up, as a sign-in", {}, answers({ kind: "status", status: 401, ...lookUp }), "address_blocked", null, 0],
  ["a block at the call, with a page", {}, answers({ kind: "html", status: 403, ...call }), "address_blocked", null, 1],
  ["a block at the call, with nothing", {}, answers({ kind: "empty", status: 403, ...call }), "address_blocked", null, 1],
  ["a look-up that fails without words", {}, answers({ kind: "empty", status: 500, ...lookUp }), "network", null, 0],
  ["a look-up at a gateway that is down", {}, answers({ kind: "html", status: 503, ...lookUp }), "network", null, 0],
  ["a call at a gateway that is down", {}, answers({ kind: "html", status: 503, ...call }), "network", null, 1],
  ["too many calls, under 429", {}, answers({ kind: "status", status: 429, text: threads, ...call }), "autotask_busy", null, 1],
  ["too many calls, under 500", {}, answers({ kind: "status", status: 500, text: threads, ...call }), "autotask_busy", null, 1],
  ["an answer that is not Autotask's", {}, answers({ kind: "wrong-shape", ...lookUp }), "unreadable", null, 0],
])("%s", async (_name, wrong, arrange, code, field, calls) => {
  const tenant = await stage.newTenant();
  const place = await draftFor(stage, tenant, wrong);
  await arrange?.(tenant);

  const result = await testConnection(stage, place);

  expect(result).toMatchObject({ ok: false, failure: { code: `connection.${code}`, field }, authenticatedCalls: calls });
  expect(await stage.callsOf(tenant)).toHaveLength(calls);
  await stage.simulator.control("clear", {});
});

test.each<[string, Arrange]>([
  ["locked", (tenant) => stage.changeUser(tenant, { isLocked: true })],
  ["inactive", (tenant) => stage.changeUser(tenant, { isActive: false })],
  ["given another secret", (tenant) => stage.changeUser(tenant, { secret: "changed in Autotask" })],
  ["taken its API-only licence", (tenant) => stage.changeUser(tenant, { isApiOnly: false })],
])("a user who worked and was %s is told from a typing error", async (_name, arrange) => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await arrange(tenant);

  const error = await withAutotask(stage, place.connectionId, (autotask) => getTicket(autotask, 1)).catch((thrown: unknown) => thrown);

  expect(failureOf(error)).toMatchObject({ code: "connection.access_withdrawn", field: null });
});

test.each([
  ["in Autotask's way, under 500", 500],
  ["as its document says, under 403", 403],
])("a right that is missing names the object (%s)", async (_name, status) => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const text = "The logged in Resource does not have the adequate permissions to query this entity type.";
  await stage.fault(tenant, { kind: "status", status, text, collection: "Tickets" });

  const error = await withAutotask(stage, place.connectionId, (autotask) => getTicket(autotask, 1)).catch((thrown: unknown) => thrown);

  expect(failureOf(error)).toMatchObject({ code: "connection.permission_missing", params: { object: "Tickets" }, answer: text });
  await stage.simulator.control("clear", {});
});
