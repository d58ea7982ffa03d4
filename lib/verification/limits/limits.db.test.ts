import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../testing/factories.ts";
import { jobRun, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { askNewCode } from "../ask-new-code.ts";
import { findOpenPage } from "../find-open-page.ts";
import { putFirstChallenge } from "../put-challenge.ts";
import { getVerification } from "../queries.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { addRequester, createVerification, startVerification } from "../start-verification.ts";
import { readLimits } from "./read-limits.ts";
import { saveLimits } from "./save-limits.ts";
import { defaultLimits, type Limits, limitNames, limitRules, limitsSchema } from "./schema.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
});

const admin = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;
const someoneElse = { contactId: 9, email: "ben@kanzlei.example" };
const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** An organization with its limits, in which people are asked for as many tickets as a test wants. */
async function msp(limits: Partial<Limits> = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const place = { organizationId, connectionId: connection.id };
  await saveLimits(deps, { organizationId, actor: admin, limits: { ...defaultLimits, tryDelaySeconds: 0, reuseMinutes: 0, ...limits } });

  async function start(requester: Partial<typeof aRequester> = {}) {
    const { id: ticketId } = await makeTicket(deps.db, place);
    const asked = { run: "auto", strengthAsked: "weak", actor: { kind: "system" }, now: deps.now(), companyName: "Kanzlei" } as const;
    return inTransaction(deps.db, (tx) =>
      startVerification(tx, deps.secrets, { ...place, ...asked, ticketId, requester: { ...aRequester, ...requester } }),
    );
  }

  /** Started, with the mail handed over. */
  async function ask(requester: Partial<typeof aRequester> = {}) {
    const verificationId = await start(requester);
    const challenge = await deps.db.challenge.findFirst({ where: { verificationId, state: "waiting" } });
    if (challenge) await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
    const text = deps.mails.at(-1)?.text ?? "";
    const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
    return { verificationId, token: /\/v\/([\w-]+)/.exec(text)?.[1] ?? "", code };
  }
  /** Started by a person: nothing is asked before the ticket was read. */
  async function begun() {
    const { id: ticketId } = await makeTicket(deps.db, place);
    const asked = { run: crypto.randomUUID(), strengthAsked: "weak", actor: { kind: "system" }, now: deps.now() } as const;
    return inTransaction(deps.db, async (tx) => {
      const id = await createVerification(tx, deps.secrets, { ...place, ...asked, ticketId });
      await addRequester(tx, id, { requester: aRequester, companyName: "Kanzlei" });
      return id;
    });
  }
  return { organizationId, start, ask, begun };
}

const eventsOf = (verificationId: string) => deps.db.verificationEvent.findMany({ where: { verificationId, kind: "limit_reached" } });

/** As if the wait of a verification were over. */
const waitIsOver = (id: string) => deps.db.verification.update({ where: { id }, data: { nextTryAt: new Date(Date.now() - 1_000) } });

test("the first wrong answer is free, then each waits longer; what comes too soon is not looked at and costs no try", async () => {
  const { ask, organizationId } = await msp({ tryDelaySeconds: 10 });
  const { token, code, verificationId } = await ask();
  const wrong = otherThan(code);

  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "wrong", triesLeft: 4 });
  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "wrong", triesLeft: 3 });
  // Even the right one: whoever answers in a hurry is a guesser, or waits ten seconds.
  const soon = await answerCode(deps, { token, code });
  expect(soon).toMatchObject({ result: "wait" });
  expect(soon).toHaveProperty(
    "waitSeconds",
    expect.toSatisfy((seconds: number) => seconds >= 9 && seconds <= 10),
  );
  expect(await findOpenPage(deps, token)).toMatchObject({ triesLeft: 3, tryWaitSeconds: expect.any(Number) });
  const detail = await inTransaction(deps.db, (tx) => getVerification(tx, organizationId, verificationId));
  expect(detail).toMatchObject({ triesLeft: 3, nextTryAt: expect.any(String) });

  await waitIsOver(verificationId);
  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "wrong", triesLeft: 2 });
  expect(await answerCode(deps, { token, code: wrong })).toMatchObject({
    result: "wait",
    waitSeconds: expect.toSatisfy((s: number) => s > 15),
  });
  await waitIsOver(verificationId);
  expect(await answerCode(deps, { token, code })).toMatchObject({ result: "passed" });
});

test("of fifty wrong answers at once, two are compared: the wait begins with the count", async () => {
  const { ask } = await msp({ tryDelaySeconds: 10 });
  const { token, code, verificationId } = await ask();

  const answers = await Promise.all(Array.from({ length: 50 }, () => answerCode(deps, { token, code: otherThan(code) })));

  expect(answers.filter(({ result }) => result === "wrong")).toHaveLength(2);
  expect(await verificationOf(verificationId)).toMatchObject({ tries: 2, settledAt: null });
});

test("wrong answers of one person are counted over all tickets; then none is looked at, for them alone, until the day is over", async () => {
  const { ask } = await msp({ wrongPerContact: 5 });
  const first = await ask();
  for (let answer = 0; answer < 4; answer++) await answerCode(deps, { token: first.token, code: otherThan(first.code) });
  const second = await ask();
  expect(await answerCode(deps, { token: second.token, code: otherThan(second.code) })).toEqual({ result: "wrong", triesLeft: 4 });

  for (const _ of [1, 2]) {
    const refused = await answerCode(deps, { token: second.token, code: second.code });
    expect(refused).toEqual({
      result: "limited",
      waitSeconds: expect.toSatisfy((seconds: number) => seconds > 86_000 && seconds <= 86_400),
    });
  }
  expect(await verificationOf(second.verificationId)).toMatchObject({ tries: 1, settledAt: null });
  expect((await eventsOf(second.verificationId)).map(({ details }) => details)).toEqual([
    { limit: "wrongPerContact", waitSeconds: expect.any(Number) },
  ]);

  const other = await ask(someoneElse);
  expect(await answerCode(deps, { token: other.token, code: other.code })).toMatchObject({ result: "passed" });
  // The day is over.
  await deps.pool.query(`update rate_limits set expire = 1 where key like 'wrongPerContact:%'`);
  expect(await answerCode(deps, { token: second.token, code: second.code })).toMatchObject({ result: "passed" });
});

test("right answers are not counted against anybody", async () => {
  const { ask } = await msp({ wrongPerContact: 5, wrongPerAddress: 5, startsPerContact: 50, messagesPerContact: 20 });
  for (let round = 0; round < 7; round++) {
    const { token, code } = await ask();
    expect(await answerCode(deps, { token, code, address: "203.0.113.7" })).toMatchObject({ result: "passed" });
  }
});

test("wrong answers from one address stop that address, and nobody who answers from elsewhere", async () => {
  const { ask } = await msp({ wrongPerAddress: 5, wrongPerContact: 30 });
  const first = await ask();
  const second = await ask(someoneElse);
  for (let answer = 0; answer < 4; answer++) {
    await answerCode(deps, { token: first.token, code: otherThan(first.code), address: "2001:db8::1" });
  }
  // The same network of 64 bits.
  await answerCode(deps, { token: second.token, code: otherThan(second.code), address: "2001:db8::2" });

  expect(await answerCode(deps, { token: second.token, code: second.code, address: "2001:db8::3" })).toMatchObject({ result: "limited" });
  expect(await answerCode(deps, { token: second.token, code: second.code, address: "2001:db8:1::3" })).toMatchObject({ result: "passed" });
});

test("an unknown link says the same with every limit used up", async () => {
  const { ask } = await msp({ wrongPerAddress: 5 });
  const { token, code } = await ask();
  const address = "203.0.113.9";
  for (let answer = 0; answer < 5; answer++) await answerCode(deps, { token, code: otherThan(code), address });

  expect(await answerCode(deps, { token: "A".repeat(43), code: "123456", address })).toEqual({ result: "gone" });
  expect(await askNewCode(deps, "A".repeat(43), address)).toEqual({ result: "gone" });
});

test("no more verifications of one person than the limit, also at once; then the ticket says so, and others are asked", async () => {
  const { start, organizationId } = await msp({ startsPerContact: 3 });

  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => start()));

  const rows = await deps.db.verification.findMany({ where: { id: { in: ids } } });
  expect(rows.filter(({ state }) => state === "pending")).toHaveLength(3);
  const refused = rows.filter(({ state }) => state === "not_possible");
  expect(refused.map(({ reason }) => reason)).toEqual(["verification.too_many_starts", "verification.too_many_starts"]);
  expect(await deps.db.challenge.count({ where: { verificationId: { in: refused.map(({ id }) => id) } } })).toBe(0);
  expect((await eventsOf(refused[0]?.id ?? "")).map(({ details }) => details)).toEqual([
    { limit: "startsPerContact", waitSeconds: expect.any(Number) },
  ]);
  expect(await verificationOf(await start(someoneElse))).toMatchObject({ state: "pending" });
  // A day later.
  await deps.db.verification.updateMany({ where: { organizationId }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  expect(await verificationOf(await start())).toMatchObject({ state: "pending" });
});

test("nor when technicians started them, and the contacts are read at the same moment", async () => {
  const { organizationId, begun } = await msp({ startsPerContact: 3 });
  const ids = [await begun(), await begun(), await begun(), await begun(), await begun()];

  const put = (verificationId: string) => (tx: Tx) =>
    putFirstChallenge(tx, deps.secrets, { verificationId, requester: aRequester, now: deps.now() });
  await Promise.all(ids.map((id) => inTransaction(deps.db, put(id))));

  expect(await deps.db.verification.count({ where: { organizationId, state: "pending" } })).toBe(3);
});

test("a company has its own limit, which does not hold another company", async () => {
  const { start } = await msp({ startsPerCompany: 10 });
  for (let contact = 1; contact <= 10; contact++) await start({ contactId: contact, email: `p${contact}@kanzlei.example` });

  expect(await verificationOf(await start({ contactId: 11, email: "p11@kanzlei.example" }))).toMatchObject({
    reason: "verification.too_many_starts",
  });
  expect(await verificationOf(await start({ contactId: 12, email: "p12@brot.example", companyId: 13 }))).toMatchObject({
    state: "pending",
  });
});

test("no more messages to one person than the limit, over all tickets: nothing is sent, and the ticket says why", async () => {
  const { ask, organizationId } = await msp({ messagesPerContact: 3 });
  for (const _ of [1, 2, 3]) await ask();
  expect(deps.mails).toHaveLength(3);

  const fourth = await ask();

  expect(deps.mails).toHaveLength(3);
  expect(await verificationOf(fourth.verificationId)).toMatchObject({ state: "not_possible", reason: "verification.too_many_messages" });
  await ask(someoneElse);
  expect(deps.mails).toHaveLength(4);
  // An hour later.
  await deps.db.challenge.updateMany({ where: { organizationId }, data: { createdAt: new Date(Date.now() - 61 * 60_000) } });
  await ask();
  expect(deps.mails).toHaveLength(5);
});

test("codes asked for from one address are limited, and the person hears how long", async () => {
  const { ask } = await msp({ asksPerAddress: 5 });
  const { token } = await ask();
  for (let asked = 0; asked < 5; asked++) await askNewCode(deps, token, "203.0.113.10");

  expect(await askNewCode(deps, token, "203.0.113.10")).toEqual({
    result: "too_soon",
    waitSeconds: expect.toSatisfy((s: number) => s > 3_500),
  });
});

test("a limit is set within its bounds only, for this organization only, and the audit says what it was", async () => {
  for (const name of limitNames) {
    const { min, max } = limitRules[name];
    for (const value of [min - 1, max + 1, min + 0.5, "", "many", null]) {
      expect(limitsSchema.safeParse({ ...defaultLimits, [name]: value }).success, `${name} ${value}`).toBe(false);
    }
    for (const value of [min, max, String(max)]) expect(limitsSchema.safeParse({ ...defaultLimits, [name]: value }).success).toBe(true);
  }
  const { id: organizationId } = await makeOrganization(deps.db);
  const elsewhere = (await makeOrganization(deps.db)).id;
  await saveLimits(deps, { organizationId, actor: admin, limits: { ...defaultLimits, wrongPerContact: 7 } });
  await saveLimits(deps, { organizationId, actor: admin, limits: { ...defaultLimits, wrongPerContact: 7 } });

  expect(await readLimits(deps, organizationId)).toMatchObject({ limits: { wrongPerContact: 7 }, savedByName: "Inés Bağcı" });
  expect((await readLimits(deps, elsewhere)).limits.wrongPerContact).toBe(limitRules.wrongPerContact.initial);
  const entries = await deps.db.auditEntry.findMany({ where: { organizationId, action: "verification.limits_saved" } });
  expect(entries.map(({ details }) => details)).toEqual([
    {
      wrongPerContact: 7,
      wrongPerContactBefore: 10,
      tryDelaySeconds: 10,
      tryDelaySecondsBefore: 0,
      reuseMinutes: 15,
      reuseMinutesBefore: 0,
    },
  ]);
});

test("a stored value that is out of bounds does not count", async () => {
  const { id: organizationId } = await makeOrganization(deps.db);
  const limits = { wrongPerContact: 100_000, startsPerTicket: -1, reuseMinutes: "15", messagesPerContact: 5 };
  await deps.db.verificationSetting.update({ where: { organizationId }, data: { limits } });

  const read = (await readLimits(deps, organizationId)).limits;
  expect(read).toEqual({ ...defaultLimits, messagesPerContact: 5 });
});
