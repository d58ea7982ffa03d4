import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handleTellTechnician } from "../notification/tell-technician.handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import { makeOrganization, makeVerification } from "../testing/factories.ts";
import { jobRun, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { answerCode } from "./answer-code.ts";
import { answerNumber } from "./answer-number.ts";
import { deny } from "./deny.ts";
import { findOpenPage } from "./find-open-page.ts";
import { cancelForMember, startForMember } from "./for-members.ts";
import { passChallenge } from "./pass-challenge.ts";
import { readSpoken } from "./read-spoken.ts";
import { findCaller, recognizePhrase } from "./recognize-phrase.ts";
import { handleSendChallenge } from "./send-challenge.handler.ts";
import { settle } from "./settle.ts";
import { drawSpoken } from "./spoken.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
});

const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });

/** A verification with its code sent, and a technician on the phone unless said otherwise. */
async function asked({ withTechnician = true } = {}) {
  const { verificationId, organization } = await makeVerification(deps);
  await deps.db.verification.update({
    where: { id: verificationId },
    data: drawSpoken(deps.secrets, { id: verificationId, withTechnician }),
  });
  const { id: challengeId } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId }));
  const text = deps.mails.at(-1)?.text ?? "";
  const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
  const token = /\/v\/([\w-]+)/.exec(text)?.[1] ?? "";
  const place = { organizationId: organization.id, verificationId };
  const { number, phrase } = await readSpoken(deps, place);
  const other = String(number === "99" ? 98 : Number(number) + 1);
  return { ...place, challengeId, token, code, number: number ?? "", other, phrase: phrase ?? "" };
}

test("the number comes first: before it the right code is not looked at, after it the code passes", async () => {
  const { verificationId, token, code, number } = await asked();

  expect(await findOpenPage(deps, token)).toMatchObject({ asksNumber: true });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "gone" });
  expect(await verificationOf(verificationId)).toMatchObject({ tries: 0, settledAt: null });
  expect(await answerNumber(deps, { token, number: ` ${number} ` })).toEqual({ result: "matched" });
  expect(await findOpenPage(deps, token)).toMatchObject({ asksNumber: false });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "passed", verificationId });
});

test("nothing passes without the number, whichever method was proven and whoever says so", async () => {
  const { verificationId, challengeId } = await asked();
  const now = deps.now();

  await expect(inTransaction(deps.db, (tx) => passChallenge(tx, { verificationId, challengeId, now }))).rejects.toMatchObject({
    code: "verification.number_first",
  });
  await deps.db.challenge.update({ where: { id: challengeId }, data: { state: "passed", strength: "weak", channel: "email" } });
  const proof = { method: "email_code", strength: "weak" } as const;
  const pass = { verificationId, outcome: "passed", proof, actor: { kind: "system" }, now } as const;
  await expect(inTransaction(deps.db, (tx) => settle(tx, pass))).rejects.toThrow("waits for the number");
  expect((await verificationOf(verificationId)).settledAt).toBeNull();
});

test("wrong numbers and wrong codes share five tries, and what is no number spends none", async () => {
  const { verificationId, token, code, number, other } = await asked();
  for (const typed of ["", "7", "123", "ab"])
    expect(await answerNumber(deps, { token, number: typed })).toEqual({ result: "unreadable_number" });
  expect(await answerNumber(deps, { token, number: other })).toEqual({ result: "wrong_number", triesLeft: 4 });
  expect(await answerNumber(deps, { token, number: other })).toEqual({ result: "wrong_number", triesLeft: 3 });
  expect(await answerNumber(deps, { token, number })).toEqual({ result: "matched" });
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "wrong", triesLeft: 2 });
  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "wrong", triesLeft: 1 });
  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "failed", verificationId });
});

test("of fifty wrong numbers at once five are compared, and it fails", async () => {
  const { verificationId, token, number, other } = await asked();

  const answers = await Promise.all(Array.from({ length: 50 }, () => answerNumber(deps, { token, number: other })));

  expect(answers.filter(({ result }) => result === "wrong_number" || result === "failed").length).toBeLessThanOrEqual(5);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", reason: "verification.tries_used", tries: 5 });
  expect(await answerNumber(deps, { token, number })).toEqual({ result: "gone" });
});

test("a number is asked only where a technician is there, for an open question and its own link", async () => {
  const mine = await asked();
  const without = await asked({ withTechnician: false });

  expect(await findOpenPage(deps, without.token)).toMatchObject({ asksNumber: false });
  expect(await answerNumber(deps, { token: without.token, number: "42" })).toEqual({ result: "gone" });
  expect(await answerNumber(deps, { token: `${mine.token}x`, number: mine.number })).toEqual({ result: "gone" });
  await deny(deps, mine.token);
  expect(await answerNumber(deps, { token: mine.token, number: mine.number })).toEqual({ result: "gone" });
});

test("what is said is for the organization's technicians, in no row in the clear, and gone with the outcome", async () => {
  const { organizationId, verificationId, number, phrase, token } = await asked();
  const stranger = await makeOrganization(deps.db);

  expect(phrase).toMatch(/^([a-z]{4,7} ){3}[a-z]{4,7}$/);
  expect(number).toMatch(/^[1-9][0-9]$/);
  await expect(readSpoken(deps, { organizationId: stranger.id, verificationId })).rejects.toThrow(NotFoundError);
  const rows = await deps.pool.query(
    "select v::text || coalesce(e.all, '') as row from verifications v, (select string_agg(x::text, '') as all from verification_events x) e",
  );
  expect(rows.rows.filter(({ row }) => String(row).includes(phrase))).toEqual([]);
  await deny(deps, token);
  expect(await readSpoken(deps, { organizationId, verificationId })).toEqual({
    number: null,
    phrase: null,
    codeByVoice: "no",
    isNumberMatched: false,
    approval: null,
  });
});

test("a member may be on the phone, and a key may not", async () => {
  const { organizationId, verificationId } = await asked();
  const actor = { kind: "member", id: crypto.randomUUID(), name: "Lea" } as const;
  await cancelForMember(deps, { organizationId, verificationId, actor });
  const { connectionId, ticketId } = await verificationOf(verificationId);
  const { autotaskId } = await deps.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const input = { organizationId, connectionId, autotaskTicketId: Number(autotaskId), withTechnician: true };

  await expect(startForMember(deps, { ...input, actor: { ...actor, kind: "api_key" } })).rejects.toThrow(InputError);
  const id = await startForMember(deps, { ...input, actor });
  expect((await readSpoken(deps, { organizationId, verificationId: id })).number).toMatch(/^\d\d$/);
});

test("the phrase leads to who called, however it is typed, and other words lead to nobody", async () => {
  const { phrase, token, verificationId } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { startedByName: "Lea Brandt" } });

  const proof = await recognizePhrase(deps, ` ${phrase.toUpperCase().replaceAll(" ", "-")}. `);
  expect(await findCaller(deps, proof ?? "")).toMatchObject({
    organization: { name: "Nordlicht Systemhaus", companyName: "Kanzlei Dr. von Weitershausen-Löwenstein" },
    ...{ technicianName: "Lea Brandt", ticketNumber: "T20261124.0147" },
  });
  for (const typed of ["", "   ", phrase.split(" ").slice(1).join(" "), `${phrase} x`, phrase.split(" ").reverse().join(" ")]) {
    expect(await recognizePhrase(deps, typed), typed).toBeNull();
  }
  expect(await findCaller(deps, `${(proof ?? "").slice(0, -1)}x`)).toBeNull();
  expect(await findCaller(deps, verificationId)).toBeNull();
  await deny(deps, token);
  expect(await recognizePhrase(deps, phrase)).toBeNull();
  expect(await findCaller(deps, proof ?? "")).toBeNull();
});

test("a caller who does not know the phrase ends it as denied, and the technician hears what happened", async () => {
  const { verificationId, token } = await asked();
  deps.mails.length = 0;

  expect(await deny(deps, token, "verification.wrong_phrase")).toEqual({ verificationId });
  await handleTellTechnician(deps, jobRun(deps, { verificationId }));

  expect(await verificationOf(verificationId)).toMatchObject({ state: "denied", reason: "verification.wrong_phrase" });
  expect(deps.mails.map(({ subject }) => subject)).toEqual(["Do not proceed: somebody calls about T20261124.0147 in your name"]);
  expect(deps.mails[0]?.text).toContain("by somebody who did not know the phrase");
});
