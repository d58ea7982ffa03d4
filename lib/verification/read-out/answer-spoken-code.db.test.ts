import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { recordDestinations } from "../../directory/destinations.ts";
import { makeMember } from "../../organization/testing.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { aRequester, makeOrganization, makeVerification } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { jobRun, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { findPlan } from "../../write-back/plan-write-back.handler.ts";
import { answerCode } from "../answer-code.ts";
import { answerNumber } from "../answer-number.ts";
import { findOpenPage } from "../find-open-page.ts";
import { getVerification } from "../queries.ts";
import { readSpoken } from "../read-spoken.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { settle } from "../settle.ts";
import { readPasses } from "../signals/read-passes.ts";
import { drawSpoken } from "../spoken.ts";
import { answerSpokenCode } from "./answer-spoken-code.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
afterEach(() => deps.setNow(new Date()));

/** A verification with its code sent, and the technician who is on the phone. */
async function asked({ withTechnician = true } = {}) {
  const { verificationId, organization, connection } = await makeVerification(deps);
  const organizationId = organization.id;
  const technician = await makeMember(deps.db, { organizationId, role: "technician", name: "Tomasz Wręczycki" });
  const data = drawSpoken(deps.secrets, { id: verificationId, withTechnician });
  await deps.db.verification.update({ where: { id: verificationId }, data });
  await deps.db.verificationSetting.update({ where: { organizationId }, data: { limits: { tryDelaySeconds: 0 } } });
  await inTransaction(deps.db, (tx) => recordDestinations(tx, deps.secrets, { connection, requester: aRequester, now: new Date(0) }));
  const { id: challengeId } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
  deps.mails.length = 0;
  await handleSendChallenge(deps, jobRun(deps, { challengeId }));
  const text = deps.mails.at(-1)?.text ?? "";
  const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
  const token = /\/v\/([\w-]+)/.exec(text)?.[1] ?? "";
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  const place = { organizationId, verificationId };
  const say = (said: string, actor: Parameters<typeof answerSpokenCode>[1]["actor"] = technician) =>
    answerSpokenCode(deps, { ...place, code: said, actor });
  return { ...place, challengeId, technician, text, code, wrong, token, say };
}

const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const eventsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(
    ({ kind, details }) => ({ kind, details }),
  );

test("the code that is read out passes without number and page, with who heard it in timeline, audit, note and answer", async () => {
  const { verificationId, organizationId, code, say } = await asked();
  expect(await say(`${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({ result: "proven" });
  expect((await verificationOf(verificationId)).settledAt).toBeNull();
  await lookAtContacts(deps);

  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "weak", method: "email_code", risk: null });
  const by = { method: "email_code", by: "Tomasz Wręczycki", standsForNumber: true };
  expect(await eventsOf(verificationId)).toEqual(expect.arrayContaining([{ kind: "code_read_out", details: by }]));
  expect((await eventsOf(verificationId)).map(({ kind }) => kind)).not.toContain("number_matched");
  const audit = await deps.db.auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" } });
  expect(audit.map(({ action, actorName, details }) => [action, actorName, Object(details).result ?? null]).slice(-2)).toEqual([
    ["verification.code_read_out", "Tomasz Wręczycki", "right"],
    ["verification.settled", "Tomasz Wręczycki", null],
  ]);
  const plan = await findPlan(deps.db, verificationId);
  expect(plan?.intents.find(({ kind }) => kind === "note")).toMatchObject({
    text: expect.stringContaining("Code read out to: Tomasz Wręczycki, on the phone, so no signals of where it came from"),
  });
  const read = await inTransaction(deps.db, (tx) => getVerification(tx, organizationId, verificationId));
  expect(read).toMatchObject({ strength: "weak", challenges: [{ readOutTo: "Tomasz Wręczycki" }] });
  expect(await say(code)).toEqual({ result: "gone" });
  expect(
    JSON.stringify([audit, await eventsOf(verificationId)], (_key, value) => (typeof value === "bigint" ? String(value) : value)),
  ).not.toContain(code);
});

test("a wrong one costs a try that the page shares, is written down with who heard it, and the last one ends it", async () => {
  const { verificationId, organizationId, token, code, wrong, say } = await asked();
  const { number } = await readSpoken(deps, { organizationId, verificationId });
  expect(await say(wrong)).toEqual({ result: "wrong", triesLeft: 4 });
  expect(await answerNumber(deps, { token, number: number === "99" ? "98" : "99" })).toEqual({ result: "wrong_number", triesLeft: 3 });
  expect(await answerNumber(deps, { token, number: number ?? "" })).toEqual({ result: "matched" });
  expect(await answerCode(deps, { token, code: wrong })).toEqual({ result: "wrong", triesLeft: 2 });
  expect(await say(wrong)).toEqual({ result: "wrong", triesLeft: 1 });
  for (const unreadable of ["", "12345", "abcdef"]) await expect(say(unreadable)).rejects.toMatchObject({ code: "verification.no_code" });
  expect(await say(wrong)).toEqual({ result: "failed" });

  expect(await say(code)).toEqual({ result: "gone" });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", reason: "verification.tries_used", tries: 5 });
  expect(await eventsOf(verificationId)).toEqual(
    expect.arrayContaining([{ kind: "wrong_code", details: { triesLeft: 0, readOutTo: "Tomasz Wręczycki" } }]),
  );
  const told = await deps.db.auditEntry.findMany({ where: { organizationId, action: "verification.code_read_out" } });
  expect(told.map(({ details }) => Object(details).result)).toEqual(["wrong", "wrong", "wrong"]);
});

test("of guesses at once, read out and on the page together, five are compared", async () => {
  const { verificationId, token, organizationId, code, wrong, say } = await asked();
  const { number } = await readSpoken(deps, { organizationId, verificationId });
  await answerNumber(deps, { token, number: number ?? "" });

  const guesses = Array.from({ length: 20 }, () => [say(wrong), answerCode(deps, { token, code: wrong })]).flat();
  const answers = await Promise.all<{ result: string }>(guesses);

  expect(answers.filter(({ result }) => result === "wrong" || result === "failed").length).toBeLessThanOrEqual(5);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", tries: 5 });
  expect(await say(code)).toEqual({ result: "gone" });
});

test("a right code at the same moment on the phone and on the page is taken once", async () => {
  const { verificationId, token, organizationId, code, say } = await asked();
  const { number } = await readSpoken(deps, { organizationId, verificationId });
  await answerNumber(deps, { token, number: number ?? "" });
  const answers = await Promise.all<{ result: string }>([say(code), answerCode(deps, { token, code }), say(code)]);
  expect(answers.filter(({ result }) => result === "passed" || result === "proven")).toHaveLength(1);
  await lookAtContacts(deps);
  expect((await verificationOf(verificationId)).state).toBe("passed");
});

test("the wait after wrong answers and the limits of the organization hold it, and spend no try", async () => {
  const { verificationId, organizationId, code, wrong, say } = await asked();
  await deps.db.verificationSetting.update({ where: { organizationId }, data: { limits: { tryDelaySeconds: 30 } } });
  await say(wrong);
  await say(wrong);
  expect(await say(code)).toMatchObject({ result: "wait", waitSeconds: expect.any(Number) });
  expect((await verificationOf(verificationId)).tries).toBe(2);
  await deps.db.verificationSetting.update({ where: { organizationId }, data: { limits: { tryDelaySeconds: 0, wrongPerTicket: 5 } } });
  // As if the first two had been of another verification of the ticket.
  await deps.db.verification.update({ where: { id: verificationId }, data: { nextTryAt: null, tries: 0 } });
  for (const _ of [1, 2, 3]) expect(await say(wrong)).toMatchObject({ result: "wrong" });
  expect(await say(code)).toMatchObject({ result: "limited", waitSeconds: expect.any(Number) });
  expect((await verificationOf(verificationId)).tries).toBe(3);
});

test("nobody is helped where no technician was named as present: the message says to tell the code to nobody, and none was tried", async () => {
  const { verificationId, organizationId, text, code, say } = await asked({ withTechnician: false });
  expect(text).toContain("Never read this code out to somebody who calls you.");
  expect(await readSpoken(deps, { organizationId, verificationId })).toMatchObject({ codeByVoice: "not_on_the_phone" });
  await expect(say(code)).rejects.toMatchObject({ code: "verification.not_on_the_phone" });
  expect(await verificationOf(verificationId)).toMatchObject({ tries: 0, settledAt: null });
});

test("with a technician present the message names the phrase that the technician says, and what may not be told to others", async () => {
  const { verificationId, organizationId, text } = await asked();
  const { phrase, codeByVoice } = await readSpoken(deps, { organizationId, verificationId });
  expect(codeByVoice).toBe("awaited");
  expect(text).toContain(`only to the technician who first says these words to you: “${phrase}”`);
  expect(text).not.toContain("Never read this code out");
});

test("a member who is the contact, a key, and another organization's member take no code, and none was tried", async () => {
  const { verificationId, technician, code, say } = await asked();
  const { id: elsewhere } = await makeOrganization(deps.db);
  const stranger = await makeMember(deps.db, { organizationId: elsewhere, role: "owner" });
  const foreign = { organizationId: elsewhere, verificationId, code, actor: stranger };
  await expect(answerSpokenCode(deps, foreign)).rejects.toMatchObject({ code: "verification.not_found" });
  await expect(say(code, stranger)).rejects.toMatchObject({ code: "verification.person_needed" });
  await expect(say(code, { kind: "api_key", id: crypto.randomUUID(), name: "RMM" })).rejects.toMatchObject({
    code: "verification.person_needed",
  });
  const email = (aRequester.email ?? "").toUpperCase();
  await deps.db.user.update({ where: { id: technician.userId }, data: { email } });
  await expect(say(code)).rejects.toMatchObject({ code: "verification.own_verification" });
  expect(await verificationOf(verificationId)).toMatchObject({ tries: 0, settledAt: null });
});

test.each(["passkey", "company_sign_in", "approver", "external_provider", "call_back"])("%s is not read out", async (method) => {
  const { verificationId, challengeId, code, say } = await asked();
  await deps.db.challenge.deleteMany({ where: { verificationId, method } });
  await deps.db.challenge.update({ where: { id: challengeId }, data: { method } });
  await expect(say(code)).rejects.toMatchObject({ code: "verification.not_read_out" });
  expect(await verificationOf(verificationId)).toMatchObject({ tries: 0, settledAt: null });
});

test("what is held stays held: the code proves what it proves, and a lead has the word", async () => {
  const { verificationId, code, say } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { heldAt: deps.now(), risk: 8 } });
  expect(await say(code)).toEqual({ result: "more" });
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ settledAt: null, awaitsReleaseAt: expect.any(Date), risk: 8 });
});

test("the number stays asked on the page, and a proof that was not heard still needs it", async () => {
  const { verificationId, challengeId, token, code, say } = await asked();
  const passkey = { verificationId, method: "passkey" };
  await deps.db.challenge.updateMany({ where: passkey, data: { state: "offered", strength: "best", channel: "passkey" } });
  await deps.db.verification.update({ where: { id: verificationId }, data: { strengthAsked: "good" } });
  await say(code);
  expect(await deps.db.challenge.findUniqueOrThrow({ where: { id: challengeId } })).toMatchObject({ state: "passed" });
  expect(await verificationOf(verificationId)).toMatchObject({ numberMatchedAt: null, settledAt: null });
  expect(await findOpenPage(deps, token)).toMatchObject({ asksNumber: true });

  // As if the other proof had been written past passChallenge.
  await deps.db.challenge.updateMany({ where: passkey, data: { state: "passed" } });
  const proof = { method: "passkey", strength: "best" } as const;
  const pass = { verificationId, outcome: "passed", proof, actor: { kind: "system" }, now: deps.now() } as const;
  await deps.db.verification.update({ where: { id: verificationId }, data: { contactConfirmedAt: deps.now() } });
  await expect(inTransaction(deps.db, (tx) => settle(tx, pass))).rejects.toThrow("waits for the number");
});

test("an answer on the page that did not make the pass is not remembered as where the person is", async () => {
  const { verificationId, organizationId, code, say } = await asked();
  const visit = { organizationId, verificationId, kind: "answer" as const, country: "AU", network: "access" as const };
  await deps.db.requesterVisit.create({ data: { ...visit, at: new Date(0), deviceMac: new Uint8Array(32) } });
  await say(code);
  await lookAtContacts(deps);
  const { contactMac, state } = await verificationOf(verificationId);
  expect(state).toBe("passed");
  const passes = await inTransaction(deps.db, (tx) => readPasses(tx, { organizationId, contactMac: contactMac ?? new Uint8Array() }));
  expect(passes).toEqual([]);
});
