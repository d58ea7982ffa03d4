import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { proveCredentials } from "../../autotask/version.ts";
import { connectedTo, openStage, type Stage } from "../../testing/connecting.ts";
import { anotherUser, runRotation, valuesOf } from "../../testing/rotating.ts";
import type { TestDeps } from "../../testing/test-deps.ts";
import { withAutotask } from "../autotask-for.ts";
import { WEBHOOK_FIELDS } from "../connect/subscribe-webhook.ts";
import { cancelRotation } from "./cancel-rotation.ts";
import { enterCredentials } from "./enter-credentials.ts";
import { getCredentials } from "./queries.ts";
import { type RotationProgress, type RotationStep, rotationProgressSchema, stepsOf } from "./schema.ts";
import { startRotation } from "./start-rotation.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.setNow(new Date()));
afterAll(() => stage.close());

const moving = stepsOf({ moves: true, valuesFirst: false });

/**
 * A process that dies at the commit that `isFatal` names: that commit and everything after it never reaches the database,
 * and no call leaves any more, since each asks the database for its place.
 */
function dyingAt(isFatal: (progress: RotationProgress) => boolean): TestDeps {
  let dead = false;
  const die = () => {
    throw new Error("killed");
  };
  const db = stage.db.$extends({
    query: {
      credentialRotation: {
        $allOperations({ operation, args, query }) {
          const data = operation === "updateMany" && "data" in args ? args.data : null;
          const progress = data && "progress" in data ? rotationProgressSchema.safeParse(data.progress).data : undefined;
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

async function started() {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const user = await anotherUser(stage, tenant);
  await enterCredentials(stage, { ...place, values: valuesOf(user) });
  await startRotation(stage, place);
  return { tenant, place, user };
}

const stateOf = (step: RotationStep) => (progress: RotationProgress) => progress.steps[step]?.state;

test.each(moving)("killed between the end of '%s' and its commit, the exchange goes on: one webhook, each field once", async (step) => {
  const { tenant, place, user } = await started();
  const isDone = stateOf(step);
  const killed = dyingAt((progress) => isDone(progress) === "done");

  if (step === "old_webhook" || step === "erase") {
    await runRotation(stage, place);
    stage.setNow(new Date(Date.now() + 160_000));
  }
  await expect(runRotation(stage, place, killed)).rejects.toThrow("killed");
  await withAutotask(stage, place.connectionId, proveCredentials);
  await runRotation(stage, place);
  stage.setNow(new Date(Date.now() + 320_000));
  await runRotation(stage, place);

  const [webhook, ...more] = await stage.webhooksOf(tenant);
  expect(more).toEqual([]);
  expect(webhook).toMatchObject({ isActive: true, isReady: true });
  expect(webhook?.fields).toHaveLength(WEBHOOK_FIELDS.length);
  const made = (await stage.callsOf(tenant)).filter(({ method, path }) => method === "POST" && /TicketWebhooks$/i.test(path));
  expect(made).toHaveLength(2);
  expect(await getCredentials(stage, place)).toMatchObject({
    open: null,
    stored: { email: user.email, version: 2 },
    history: [{ state: "done" }],
  });
  const row = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
  expect(Number(row.webhookId)).toBe(webhook?.id);
  await withAutotask(stage, place.connectionId, proveCredentials);
});

test.each(moving.slice(0, moving.indexOf("switch") + 1))(
  "cancelled after it was killed at '%s', nothing of it stays and the old goes on",
  async (step) => {
    const { tenant, place } = await started();
    const [old] = await stage.webhooksOf(tenant);
    const isDone = stateOf(step);
    await expect(
      runRotation(
        stage,
        place,
        dyingAt((progress) => isDone(progress) === "done"),
      ),
    ).rejects.toThrow("killed");

    await cancelRotation(stage, place);
    await runRotation(stage, place);

    expect((await stage.webhooksOf(tenant)).map(({ id }) => id)).toEqual([old?.id]);
    expect(await getCredentials(stage, place)).toMatchObject({ open: null, stored: { version: 1 } });
    const rotation = await stage.db.credentialRotation.findFirstOrThrow({ where: { connectionId: place.connectionId } });
    expect(rotation).toMatchObject({ state: "cancelled", secretSealed: null, webhookSecretSealed: null, oldSecretSealed: null });
    expect(await stage.db.webhookDoor.count({ where: { connectionId: place.connectionId } })).toBe(0);
    await withAutotask(stage, place.connectionId, proveCredentials);
  },
);

test("Autotask makes the new webhook and its answer is lost: the next run adopts it", async () => {
  const { tenant, place } = await started();
  // The first POST is the query for an earlier webhook; the second one makes it.
  await stage.fault(tenant, { kind: "slow", delayMs: 1, collection: "TicketWebhooks", method: "POST", count: 1 });
  await stage.fault(tenant, { kind: "drop-after-write", collection: "TicketWebhooks", method: "POST", count: 1 });

  await expect(runRotation(stage, place)).rejects.toMatchObject({ retry: { when: "backoff" } });
  await runRotation(stage, place);

  expect(await stage.webhooksOf(tenant)).toHaveLength(2);
  expect((await getCredentials(stage, place)).open?.switchedAt).not.toBeNull();
});

test("the door of the old webhook is closed and its secret erased ten minutes after the switch", async () => {
  const { place } = await started();
  await runRotation(stage, place);
  stage.setNow(new Date(Date.now() + 160_000));
  await runRotation(stage, place);
  expect(await stage.db.webhookDoor.count({ where: { connectionId: place.connectionId } })).toBe(1);

  stage.setNow(new Date(Date.now() + 11 * 60_000));
  await runRotation(stage, place);
  expect(await stage.db.webhookDoor.count({ where: { connectionId: place.connectionId } })).toBe(0);
});
