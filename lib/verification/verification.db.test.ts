import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTransaction } from "../platform/db/database.ts";
import { ConflictError, UpstreamError } from "../platform/errors.ts";
import { aRequester, makeVerification } from "../testing/factories.ts";
import { lookAtContacts } from "../testing/looking.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { answerCode } from "./answer-code.ts";
import { askNewCode } from "./ask-new-code.ts";
import { cancelVerification } from "./cancel-verification.ts";
import { deny } from "./deny.ts";
import { handleExpireVerification } from "./expire-verification.handler.ts";
import { endProof, findEndPage, findOpenPage } from "./find-open-page.ts";
import { recordOpened } from "./record-opened.ts";
import { requestVerification } from "./request-verification.ts";
import { handleSendChallenge } from "./send-challenge.handler.ts";
import { settle } from "./settle.ts";
import { startVerification } from "./start-verification.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.failMail(null);
});

const challengeOf = (verificationId: string) => deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const kindsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: { at: "asc" } })).map(({ kind }) => kind);

/** A verification whose mail was sent, with the token and the code that the mail carries. */
async function asked() {
  const made = await makeVerification(deps);
  return { ...made, ...(await send(made.verificationId)) };
}

async function send(verificationId: string) {
  await handleSendChallenge(deps, jobRun(deps, { challengeId: (await challengeOf(verificationId)).id }));
  const mail = deps.mails.at(-1);
  const [, token = ""] = /\/v\/([\w-]+)/.exec(mail?.text ?? "") ?? [];
  const code = (/Your code: (\d{3} \d{3})/.exec(mail?.text ?? "")?.[1] ?? "").replace(" ", "");
  return { token, code, mail };
}

const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

test("the right code passes, at the strength the method proves, and once", async () => {
  const { verificationId, token, code } = await asked();

  expect(await answerCode(deps, { token, code })).toEqual({ result: "passed", verificationId });
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "weak", method: "email_code" });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "gone" });
});

test("fifty right codes at once make one pass", async () => {
  const { verificationId, token, code } = await asked();

  const answers = await Promise.all(Array.from({ length: 50 }, () => answerCode(deps, { token, code })));

  expect(answers.filter(({ result }) => result === "passed")).toHaveLength(1);
  await Promise.all(Array.from({ length: 5 }, () => lookAtContacts(deps)));
  expect((await kindsOf(verificationId)).filter((kind) => kind === "passed")).toHaveLength(1);
});

test("of fifty wrong codes at once, five are compared and the verification fails", async () => {
  const { verificationId, token, code } = await asked();

  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => answerCode(deps, { token, code: wrong(code, index + 1) })));

  expect(answers.filter(({ result }) => result === "wrong" || result === "failed").length).toBeLessThanOrEqual(5);
  expect((await challengeOf(verificationId)).tries).toBe(5);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", reason: "verification.tries_used", strength: null });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "gone" });
});

test("a wrong code says how many tries are left, and something that is no code spends none", async () => {
  const { token, code } = await asked();

  expect(await answerCode(deps, { token, code: wrong(code) })).toEqual({ result: "wrong", triesLeft: 4 });
  expect(await answerCode(deps, { token, code: "12345" })).toEqual({ result: "unreadable" });
  expect(await answerCode(deps, { token, code: wrong(code) })).toEqual({ result: "wrong", triesLeft: 3 });
});

test("a new code kills the one before, and gives no tries back", async () => {
  const { verificationId, token, code: first } = await asked();
  for (const by of [1, 2, 3]) await answerCode(deps, { token, code: wrong(first, by) });
  await deps.db.challenge.updateMany({ where: { verificationId }, data: { sentAt: new Date(Date.now() - 61_000) } });

  expect(await askNewCode(deps, token)).toEqual({ result: "asked" });
  expect(await answerCode(deps, { token, code: first })).toEqual({ result: "code_expired" });
  const { code: second } = await send(verificationId);
  const answer = await answerCode(deps, { token, code: second === first ? wrong(second) : first });
  expect(answer).toEqual({ result: "wrong", triesLeft: 1 });
  expect(await answerCode(deps, { token, code: second })).toMatchObject({ result: "passed" });
});

test("no more than three codes; a minute before the second, two before the third", async () => {
  const { verificationId, token } = await asked();
  const sentBefore = (seconds: number) =>
    deps.db.challenge.updateMany({ where: { verificationId }, data: { sentAt: new Date(Date.now() - seconds * 1_000) } });
  for (const [number, seconds] of [
    [2, 60],
    [3, 120],
  ] as const) {
    await sentBefore(seconds - 5);
    expect(await askNewCode(deps, token)).toMatchObject({ result: "too_soon" });
    await sentBefore(seconds + 1);
    expect(await askNewCode(deps, token)).toEqual({ result: "asked" });
    await send(verificationId);
    expect((await challengeOf(verificationId)).codeNumber).toBe(number);
  }
  await sentBefore(1_000);
  expect(await askNewCode(deps, token)).toEqual({ result: "no_codes_left" });
  expect(deps.mails).toHaveLength(3);
});

test("starting again does not reach more than three codes for one ticket in an hour", async () => {
  const { verificationId } = await asked();
  await deps.db.challenge.updateMany({ where: { verificationId }, data: { codeNumber: 3 } });
  const { organizationId, connectionId, ticketId } = await verificationOf(verificationId);
  const actor = { kind: "member", id: crypto.randomUUID(), name: "Lea" } as const;
  await inTransaction(deps.db, (tx) => cancelVerification(tx, { organizationId, verificationId, actor, now: deps.now() }));
  await deps.db.connection.update({ where: { id: connectionId }, data: { state: "connected" } });
  const { number: ticketNumber } = await deps.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const start = (now: Date) =>
    inTransaction(deps.db, (tx) => requestVerification(tx, deps.secrets, { organizationId, connectionId, ticketNumber, actor, now }));

  await expect(start(deps.now())).rejects.toMatchObject({ code: "verification.no_codes_left" });
  await expect(start(new Date(Date.now() + 61 * 60_000))).resolves.toEqual(expect.any(String));
});

test("twenty requests for a new code at once make one", async () => {
  const { verificationId, token } = await asked();
  await deps.db.challenge.updateMany({ where: { verificationId }, data: { sentAt: new Date(Date.now() - 61_000) } });

  await Promise.all(Array.from({ length: 20 }, () => askNewCode(deps, token)));
  await send(verificationId);

  expect((await challengeOf(verificationId)).codeNumber).toBe(2);
  expect(deps.mails).toHaveLength(2);
});

test("a code past its ten minutes by the database's clock is refused, whatever our clock says, and spends no try", async () => {
  const { verificationId, token, code } = await asked();
  await deps.db.challenge.updateMany({ where: { verificationId }, data: { codeExpiresAt: new Date(Date.now() - 1) } });

  expect(await answerCode({ ...deps, now: () => new Date(0) }, { token, code })).toEqual({ result: "code_expired" });
  expect((await challengeOf(verificationId)).tries).toBe(0);
});

test("a code is good for ten minutes", async () => {
  const { verificationId } = await asked();
  const { codeExpiresAt, sentAt } = await challengeOf(verificationId);
  expect(((codeExpiresAt?.getTime() ?? 0) - (sentAt?.getTime() ?? 0)) / 60_000).toBeCloseTo(10, 0);
});

test("a worker that dies after the mail left is followed by the same code, not by another", async () => {
  const { verificationId } = await makeVerification(deps);
  const before = await send(verificationId);
  // As the killed worker left it: mail accepted, nothing noted.
  await deps.db.challenge.updateMany({
    where: { verificationId },
    data: {
      state: "sending",
      codeSealed: deps.secrets.seal(before.code, { table: "challenges", column: "code", rowId: (await challengeOf(verificationId)).id }),
    },
  });

  const after = await send(verificationId);

  expect(after.code).toBe(before.code);
  expect(after.mail?.id).toBe(before.mail?.id);
  expect(await answerCode(deps, { token: before.token, code: before.code })).toMatchObject({ result: "passed" });
});

test("an answer that comes while we note that the mail left waits for nobody who waits for it", async () => {
  const { verificationId } = await makeVerification(deps);
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, state: "waiting" } });
  const [holds, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  // As every answer does: first the verification, then the challenge.
  const answering = inTransaction(deps.db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    holds.resolve();
    await goesOn.promise;
    return tx.challenge.updateMany({ where: { verificationId }, data: { tries: 1 } });
  });
  await holds.promise;
  const sending = handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const waiting = async () => (await deps.pool.query("select 1 from pg_locks where not granted")).rowCount;
  await expect.poll(waiting).toBeGreaterThan(0);
  goesOn.resolve();

  await Promise.all([answering, sending]);
  expect(await deps.db.challenge.findUniqueOrThrow({ where: { id: challenge.id } })).toMatchObject({ state: "sent", tries: 1 });
});

test("a mail server that is away keeps the code for the next run", async () => {
  const { verificationId } = await makeVerification(deps);
  deps.failMail(new UpstreamError("away", { code: "mail.unavailable", retry: { when: "backoff" } }));
  await expect(send(verificationId)).rejects.toThrow("away");
  const drawn = (await challengeOf(verificationId)).codeMac;

  deps.failMail(null);
  await send(verificationId);
  expect((await challengeOf(verificationId)).codeMac).toEqual(drawn);
});

test("a mail server that is away for longer than a code is good gets a code that works", async () => {
  const { verificationId } = await makeVerification(deps);
  deps.failMail(new UpstreamError("away", { code: "mail.unavailable", retry: { when: "backoff" } }));
  await expect(send(verificationId)).rejects.toThrow("away");
  await deps.db.challenge.updateMany({ where: { verificationId }, data: { codeExpiresAt: new Date(Date.now() - 1_000) } });

  deps.failMail(null);
  const { token, code } = await send(verificationId);
  expect(await answerCode(deps, { token, code })).toMatchObject({ result: "passed" });
});

test("a mailbox that is refused for good ends as not possible, never as passed", async () => {
  const { verificationId } = await makeVerification(deps);
  deps.failMail(new UpstreamError("no such mailbox", { code: "mail.refused", retry: { when: "never" } }));
  await send(verificationId);

  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.mail_refused" });
});

test.each([
  ["without an address on record", { ...aRequester, email: null }, "verification.no_address"],
  ["inactive in Autotask", { ...aRequester, isActive: false }, "verification.contact_inactive"],
])("a requester %s is not asked, and the reason is told", async (_who, requester, reason) => {
  const { verificationId } = await makeVerification(deps, { requester });

  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", reason });
  expect(await deps.db.challenge.findMany({ where: { verificationId, NOT: { state: "unusable", destinationSealed: null } } })).toEqual([]);
});

test("a denial ends it, and the technician will be told", async () => {
  const { verificationId, token, code } = await asked();

  expect(await deny(deps, token)).toEqual({ verificationId });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "denied" });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "gone" });
  expect(await queuedJobs(deps)).toContainEqual(
    expect.objectContaining({ name: "notification.tell-technician", payload: { verificationId } }),
  );
});

test("a denial at the very end of the time is an expiry that no job had told yet; a moment before, it is a denial", async () => {
  for (const [beforeEndMs, state, reason] of [
    [1, "denied", null],
    [0, "expired", "verification.no_answer"],
    [-1, "expired", "verification.no_answer"],
  ] as const) {
    const { verificationId, token } = await asked();
    const { expiresAt } = await verificationOf(verificationId);
    const now = () => new Date(Number(expiresAt) - beforeEndMs);

    expect(await deny({ ...deps, now }, token)).toEqual(state === "denied" ? { verificationId } : null);
    expect(await verificationOf(verificationId)).toMatchObject({ state, reason, settledAt: now() });
    const told = { name: "notification.tell-technician", payload: { verificationId } };
    const jobs = await queuedJobs(deps);
    expect(jobs.filter(({ name, payload }) => isDeepStrictEqual({ name, payload }, told))).toHaveLength(state === "denied" ? 1 : 0);
  }
});

test("no code is drawn for a verification whose time is over", async () => {
  const { verificationId } = await makeVerification(deps);
  const { expiresAt } = await verificationOf(verificationId);
  const { id: challengeId } = await challengeOf(verificationId);

  await handleSendChallenge({ ...deps, now: () => expiresAt ?? new Date() }, jobRun(deps, { challengeId }));

  expect(deps.mails).toEqual([]);
  expect(await challengeOf(verificationId)).toMatchObject({ state: "waiting", codeNumber: 0 });
});

test("a pass and a denial at once make one outcome", async () => {
  for (let round = 0; round < 10; round++) {
    const { verificationId, token, code } = await asked();
    await Promise.all([answerCode(deps, { token, code }), deny(deps, token), answerCode(deps, { token, code }), deny(deps, token)]);

    const ends = (await kindsOf(verificationId)).filter((kind) => kind === "passed" || kind === "denied");
    expect(ends).toEqual([(await verificationOf(verificationId)).state]);
  }
});

test("with the outcome, what was secret is erased, and Autotask will be told once", async () => {
  const { verificationId, token, code } = await asked();
  await answerCode(deps, { token, code });
  await lookAtContacts(deps);

  expect(await challengeOf(verificationId)).toMatchObject({ destinationSealed: null, codeMac: null, codeSealed: null });
  expect((await verificationOf(verificationId)).tokenSealed).toBeNull();
  const plans = (await queuedJobs(deps)).filter(
    ({ name, payload }) => name === "write-back.plan" && JSON.stringify(payload).includes(verificationId),
  );
  expect(plans).toHaveLength(1);
});

test("the code and the token are nowhere in the database in the clear", async () => {
  const { token, code } = await asked();
  const { rows: tables } = await deps.pool.query("select table_name as name from information_schema.tables where table_schema = 'public'");
  for (const { name } of tables) {
    const { rows } = await deps.pool.query(
      `select count(*)::int as hits from "${name}" t where t::text like '%' || $1 || '%' or t::text ~ ('\\m' || $2 || '\\M')`,
      [token, code],
    );
    expect({ name, hits: rows[0].hits }).toEqual({ name, hits: 0 });
  }
});

test("nobody answering in time is an expiry, and an expiry is never early", async () => {
  const { verificationId } = await asked();
  const run = () => handleExpireVerification(deps, jobRun(deps, { verificationId }));
  await run();
  expect((await verificationOf(verificationId)).state).toBe("sent");

  await deps.db.verification.update({ where: { id: verificationId }, data: { expiresAt: new Date(Date.now() - 1) } });
  await run();
  expect(await verificationOf(verificationId)).toMatchObject({ state: "expired", reason: "verification.no_answer" });
  await run();
  expect((await kindsOf(verificationId)).filter((kind) => kind === "expired")).toHaveLength(1);
});

test("a ticket has one open verification, whoever starts the second, and one for each run", async () => {
  const { organization, connection, ticket, verificationId } = await makeVerification(deps);
  const again = (run: string) =>
    inTransaction(deps.db, (tx) =>
      startVerification(tx, deps.secrets, {
        organizationId: organization.id,
        connectionId: connection.id,
        ticketId: ticket.id,
        run,
        strengthAsked: "weak",
        actor: { kind: "system" },
        now: deps.now(),
        requester: aRequester,
        companyName: null,
      }),
    );
  await expect(again("by hand")).rejects.toBeInstanceOf(ConflictError);

  await inTransaction(deps.db, (tx) =>
    cancelVerification(tx, { organizationId: organization.id, verificationId, actor: { kind: "system" }, now: deps.now() }),
  );
  await expect(again("auto")).rejects.toBeInstanceOf(ConflictError);
  const results = await Promise.allSettled([again("one"), again("two"), again("three")]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("reading the page, however often, changes no row", async () => {
  const { token } = await asked();
  const snapshot = async () =>
    (await deps.pool.query('select v::text, c::text from verifications v join challenges c on c."verificationId" = v.id order by v.id'))
      .rows;
  const before = await snapshot();
  for (let visit = 0; visit < 20; visit++) expect(await findOpenPage(deps, token)).not.toBeNull();
  expect(await snapshot()).toEqual(before);
});

test("an unknown link and an ended one read the same", async () => {
  const { token } = await asked();
  await deny(deps, token);
  expect(await findOpenPage(deps, token)).toBeNull();
  expect(await findOpenPage(deps, `${token}x`)).toBeNull();
  expect(await findOpenPage(deps, "")).toBeNull();
});

test("the end is shown to the browser that gave the answer, for this link only", async () => {
  const { verificationId, token } = await asked();
  const other = await asked();
  await deny(deps, token);
  await deny(deps, other.token);
  const proof = endProof(deps, verificationId);

  expect(await findEndPage(deps, { token, proof })).toMatchObject({ outcome: "denied" });
  expect(await findEndPage(deps, { token: other.token, proof })).toBeNull();
  expect(await findEndPage(deps, { token, proof: `${proof.slice(0, -1)}x` })).toBeNull();
  expect(await findEndPage(deps, { token, proof: "" })).toBeNull();
});

test("opening is noted by a touch, once, and a new code after it brings the state back", async () => {
  const { verificationId, token } = await asked();
  await recordOpened(deps, token);
  await recordOpened(deps, token);
  expect((await kindsOf(verificationId)).filter((kind) => kind === "opened")).toHaveLength(1);
  expect((await verificationOf(verificationId)).state).toBe("opened");
});

test.each(["fair", "good", "best"] as const)("a request for %s is not put to a method that proves less", async (strengthAsked) => {
  const { verificationId } = await makeVerification(deps, { strengthAsked });

  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.not_strong_enough" });
  expect(await deps.db.challenge.findMany({ where: { verificationId, state: { notIn: ["closed", "unusable"] } } })).toEqual([]);
});

test("nothing passes on less than what was asked, whoever says so", async () => {
  const { verificationId, token, code } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { strengthAsked: "good" } });

  expect(await answerCode(deps, { token, code })).toEqual({ result: "not_enough", verificationId });
  await expect(
    inTransaction(deps.db, (tx) =>
      settle(tx, {
        verificationId,
        outcome: "passed",
        proof: { method: "email_code", strength: "good" },
        actor: { kind: "requester", name: null },
        now: deps.now(),
      }),
    ),
  ).rejects.toThrow();
  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", strength: null });
});
