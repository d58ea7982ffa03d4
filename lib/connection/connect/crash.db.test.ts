import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, runConnect, type Stage, startedFor } from "../../testing/connecting.ts";
import type { TestDeps } from "../../testing/test-deps.ts";
import { disconnect } from "../disconnect.ts";
import { getConnectionStatus } from "../queries.ts";
import { handleRemoveWebhook } from "../remove-webhook.handler.ts";
import { type ConnectProgress, connectProgressSchema, connectSteps } from "../schema.ts";
import { WEBHOOK_FIELDS } from "./subscribe-webhook.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/**
 * A process that dies at the commit that `isFatal` names: that commit and everything after it never reaches the database,
 * and no call leaves any more, since each asks the database for its place.
 */
function dyingAt(isFatal: (progress: ConnectProgress) => boolean): TestDeps {
  let dead = false;
  const die = () => {
    throw new Error("killed");
  };
  const db = stage.db.$extends({
    query: {
      connection: {
        $allOperations({ operation, args, query }) {
          const data = operation === "updateMany" && "data" in args ? args.data : null;
          const progress = data && "progress" in data ? connectProgressSchema.safeParse(data.progress).data : undefined;
          if (dead || (progress && isFatal(progress))) dead = true;
          return dead ? die() : query(args);
        },
      },
    },
  });
  const pool = new Proxy(stage.pool, {
    get(target, name) {
      if (dead && name === "query") return die;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  // The extended client is the same client; only its type differs.
  return { ...stage, db: db as unknown as TestDeps["db"], pool };
}

test.each(connectSteps)("killed between the end of '%s' and its commit, Connect goes on: one webhook, each field once", async (step) => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  const fatal = step === "connected" ? "picklists" : step;

  await expect(
    runConnect(
      stage,
      place,
      dyingAt(({ steps }) => steps[fatal].state === "done"),
    ),
  ).rejects.toThrow("killed");
  await runConnect(stage, place);

  const [webhook, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(webhook).toMatchObject({ isActive: true, isReady: true });
  expect(webhook?.fields.map(({ fieldID }) => fieldID).length).toBe(WEBHOOK_FIELDS.length);
  expect(webhook?.excludedResources).toHaveLength(1);
  const created = (await stage.callsOf(tenant)).filter(({ method, path }) => method === "POST" && /TicketWebhooks$/i.test(path));
  expect(created).toHaveLength(1);
  const seen = await getConnectionStatus(stage, place);
  expect(seen).toMatchObject({ state: "connected", webhook: { id: webhook?.id } });
});

test("killed at the fourth field, Connect adds the rest and none twice", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);

  const dying = dyingAt(({ steps }) => steps.fields.detail?.startsWith("4 of") ?? false);
  await expect(runConnect(stage, place, dying)).rejects.toThrow("killed");
  expect((await stage.webhooksOf(tenant))[0]?.fields).toHaveLength(4);
  await runConnect(stage, place);

  expect((await stage.webhooksOf(tenant))[0]?.fields).toHaveLength(WEBHOOK_FIELDS.length);
  const added = (await stage.callsOf(tenant)).filter(({ method, path }) => method === "POST" && /Fields$/.test(path));
  expect(added).toHaveLength(WEBHOOK_FIELDS.length);
});

test("Autotask makes the webhook and its answer is lost: the next run adopts it", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  // The first POST is the query for an earlier webhook; the second one makes it.
  await stage.fault(tenant, { kind: "slow", delayMs: 1, collection: "TicketWebhooks", method: "POST", count: 1 });
  await stage.fault(tenant, { kind: "drop-after-write", collection: "TicketWebhooks", method: "POST", count: 1 });

  await expect(runConnect(stage, place)).rejects.toMatchObject({ retry: { when: "backoff" } });
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
  await runConnect(stage, place);

  expect(await stage.webhooksOf(tenant)).toHaveLength(1);
  expect((await getConnectionStatus(stage, place)).state).toBe("connected");
});

test("killed after the webhook was made and disconnected then, nothing stays in Autotask", async () => {
  const tenant = await stage.newTenant();
  const place = await startedFor(stage, tenant);
  await expect(
    runConnect(
      stage,
      place,
      dyingAt(({ steps }) => steps.webhook.state === "done"),
    ),
  ).rejects.toThrow("killed");
  expect(await stage.webhooksOf(tenant)).toHaveLength(1);

  await disconnect(stage, { ...place, cancelOpenVerifications: async () => {} });
  const { generation } = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
  const payload = { connectionId: place.connectionId, generation };
  await handleRemoveWebhook(stage, { payload, log: stage.log, signal: new AbortController().signal, attempt: 1 });

  expect(await stage.webhooksOf(tenant)).toEqual([]);
});
