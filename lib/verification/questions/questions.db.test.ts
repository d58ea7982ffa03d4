import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Requester } from "../../directory/find-requester.ts";
import { hours, later } from "../../platform/clock.ts";
import { inOrganization, inTransaction } from "../../platform/db/database.ts";
import { parsePhoneNumber } from "../../platform/phone-number.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket, makeVerification } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { cancelVerification } from "../cancel-verification.ts";
import { deny } from "../deny.ts";
import { findOpenPage } from "../find-open-page.ts";
import { getVerification } from "../queries.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { listEvidence, settle } from "../settle.ts";
import { startVerification } from "../start-verification.ts";
import { type Strength, strengths } from "../strength.ts";
import { switchMethodByLink } from "../switch-method.ts";
import { answerQuestions, type GivenAnswers, givenAnswersSchema } from "./answer-questions.ts";
import { factMacs } from "./fact-macs.ts";
import type { Facts } from "./find-facts.ts";
import { getQuestionSettings, saveQuestionSettings } from "./question-settings.ts";
import type { QuestionSettings } from "./schema.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(new Date());
});

const owner = { kind: "member", id: crypto.randomUUID(), name: "Olga Owner" } as const;
const onFile: Facts = { last_ticket: ["month"], device: ["pc12"], town: ["lubeck"] };
const right: GivenAnswers = { last_ticket: "month", device: "PC-12", town: "Lübeck" };
const wrong: GivenAnswers = { last_ticket: "longer", device: "PC-99", town: "Kiel" };
const unknown: GivenAnswers = { last_ticket: "", device: "", town: "" };

type Place = { organizationId: string; connectionId: string; ticketId: string; run: string; strengthAsked: Strength };
const start = ({ requester = aRequester, ...where }: { requester?: Requester } & Place) =>
  inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, { ...where, actor: { kind: "system" }, now: deps.now(), requester, companyName: null }),
  );
const cancel = (organizationId: string, verificationId: string) =>
  inOrganization(deps.db, organizationId, (tx) =>
    cancelVerification(tx, { organizationId, verificationId, actor: owner, now: deps.now() }),
  );

type Asked = Partial<QuestionSettings> & { requester?: Requester; facts?: Facts | null; strengthAsked?: Strength };

/** A question by mail in an organization that asks them, with the facts read. `facts: null`: not read yet. */
async function asked({ requester = aRequester, facts = onFile, strengthAsked = "weak", ...settings }: Asked = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const saved: QuestionSettings = { isOn: true, pointsEach: 3, minimum: 2, ...settings };
  await saveQuestionSettings(deps, { organizationId, actor: owner, settings: saved });
  const { connection } = await makeConnection(deps, { organizationId });
  const ticket = await makeTicket(deps.db, { organizationId, connectionId: connection.id });
  const place = { organizationId, connectionId: connection.id, ticketId: ticket.id };
  const verificationId = await start({ ...place, run: "auto", strengthAsked, requester });
  if (facts !== null) {
    const data = { readAt: deps.now(), facts: factMacs(deps.secrets, { verificationId, facts }) };
    await deps.db.questionRound.updateMany({ where: { verificationId }, data });
  }
  const challenge = await deps.db.challenge.findFirst({ where: { verificationId, state: "waiting" } });
  if (challenge) await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const text = deps.mails.at(-1)?.text ?? "";
  const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
  return { organizationId, verificationId, token: /\/v\/([\w-]+)/.exec(text)?.[1] ?? "", code };
}

const rowOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const roundOf = (verificationId: string) => deps.db.questionRound.findUnique({ where: { verificationId } });
const answer = (token: string, answers: GivenAnswers | null) => answerQuestions(deps, { token, answers });
const asksOn = async (token: string) => (await findOpenPage(deps, token))?.asksQuestions;

describe("the setting", () => {
  test("is off until somebody turns it on: nothing is read, nothing is asked, and the outcome says nothing of it", async () => {
    const { organization, verificationId } = await makeVerification(deps);
    expect(await getQuestionSettings(deps, organization.id)).toEqual({ isOn: false, pointsEach: 3, minimum: 2 });
    expect(await roundOf(verificationId)).toBeNull();
    expect(
      (await queuedJobs(deps)).filter(({ payload }) => JSON.stringify(payload).includes(verificationId)).map(({ name }) => name),
    ).not.toContain("verification.read-question-facts");
    const detail = await inOrganization(deps.db, organization.id, (tx) => getVerification(tx, organization.id, verificationId));
    expect(detail.risk.questions).toBeNull();
  });

  test("on, has the facts read for the next verification, and each change is in the audit", async () => {
    const { organizationId, verificationId } = await asked({ facts: null });
    expect(await queuedJobs(deps)).toContainEqual(
      expect.objectContaining({ name: "verification.read-question-facts", payload: { verificationId } }),
    );
    expect(await deps.db.auditEntry.count({ where: { organizationId, action: "verification.question_settings_saved" } })).toBe(1);
  });

  test("does not ask who stands in for the people of a company", async () => {
    const { organizationId, verificationId } = await asked();
    const { connectionId, ticketId } = await rowOf(verificationId);
    await cancel(organizationId, verificationId);
    const place = { organizationId, connectionId, ticketId, run: "again", strengthAsked: "weak" } as const;
    const other = await start({ ...place, requester: { ...aRequester, from: "default_contact" } });
    expect(await roundOf(other)).toBeNull();
  });
});

describe("asked", () => {
  test("is the same of everybody once the facts were read, whatever is on file, and not before", async () => {
    const { token, verificationId } = await asked({ facts: null });
    expect(await asksOn(token)).toBe(false);
    await deps.db.questionRound.update({ where: { verificationId }, data: { readAt: deps.now(), facts: {} } });
    expect(await asksOn(token)).toBe(true);
    expect(await asksOn((await asked()).token)).toBe(true);
  });

  test("is each person once: a second answer changes nothing", async () => {
    const { token, verificationId } = await asked();
    expect(await answer(token, wrong)).toBe(true);
    const before = await rowOf(verificationId);
    expect(await answer(token, right)).toBe(false);
    expect(await answer(token, wrong)).toBe(false);
    expect(await rowOf(verificationId)).toEqual(before);
    expect(await asksOn(token)).toBe(false);
  });

  test("answers at the same moment are one", async () => {
    const { token, verificationId } = await asked();
    const taken = await Promise.all(Array.from({ length: 6 }, (_, index) => answer(token, index % 2 === 0 ? right : wrong)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await deps.db.verificationEvent.count({ where: { verificationId, kind: "questions_judged" } })).toBe(1);
  });

  test("nothing is taken of an unknown link, after the end, after the time, or before the number on the technician's screen", async () => {
    expect(await answer("A".repeat(43), right)).toBe(false);
    const late = await asked();
    deps.setNow(later(deps.now(), hours(2)));
    expect(await answer(late.token, wrong)).toBe(false);
    deps.setNow(new Date());
    const onPhone = await asked();
    await deps.db.verification.update({ where: { id: onPhone.verificationId }, data: { numberMac: new Uint8Array(32) } });
    expect(await answer(onPhone.token, wrong)).toBe(false);
    expect(await asksOn(onPhone.token)).toBe(false);
    const over = await asked();
    await deny(deps, over.token);
    expect(await answer(over.token, wrong)).toBe(false);
    for (const { verificationId } of [late, onPhone, over]) expect((await rowOf(verificationId)).signals).toEqual([]);
  });
});

describe("the outcome", () => {
  test("matched takes no risk away, adds none, and proves nothing", async () => {
    const { token, verificationId } = await asked();
    await deps.db.verification.update({
      where: { id: verificationId },
      data: { risk: 4, signals: [{ code: "vpn_network", points: 4, values: {} }] },
    });
    await answer(token, right);
    expect(await roundOf(verificationId)).toMatchObject({ outcome: "matched", counted: 3, wrong: 0 });
    expect(await rowOf(verificationId)).toMatchObject({ risk: 4, strength: null, strengthAsked: "weak", settledAt: null });
  });

  test.each([
    ["one wrong answer is told and asks for nothing", { ...right, town: "Kiel" }, { risk: 3, strengthAsked: "weak", heldAt: null }],
    ["two ask for one strength more", { ...wrong, device: "pc 12" }, { risk: 6, strengthAsked: "fair", heldAt: null }],
    ["three hold it for a lead", wrong, { risk: 9, strengthAsked: "weak", heldAt: expect.any(Date) }],
  ])("did not match: %s", async (_what, answers, expected) => {
    const { token, verificationId } = await asked();
    await answer(token, answers);
    expect(await roundOf(verificationId)).toMatchObject({ outcome: "did_not_match" });
    expect(await rowOf(verificationId)).toMatchObject(expected);
  });

  test.each<[string, Asked, GivenAnswers | null, string]>([
    ["skipped", {}, null, "skipped"],
    ["nothing known", {}, unknown, "too_few_answers"],
    ["one answer of two that are needed, though it is wrong", {}, { ...unknown, town: "Kiel" }, "too_few_answers"],
    ["one fact on file, and three wrong answers", { facts: { town: ["lubeck"] } }, wrong, "too_few_facts"],
    ["nothing on file", { facts: {} }, wrong, "too_few_facts"],
  ])("not enough questions, which changes nothing: %s", async (_what, settings, answers, reason) => {
    const { token, verificationId, code } = await asked(settings);
    await answer(token, answers);
    expect(await roundOf(verificationId)).toMatchObject({ outcome: "not_enough_questions", reason });
    expect(await rowOf(verificationId)).toMatchObject({ risk: null, signals: [], strengthAsked: "weak", heldAt: null });
    expect(await answerCode(deps, { token, code })).toMatchObject({ result: "passed" });
  });

  test("is not to be seen on the page: before a proof the other ways are those of before, also one that is of no use any more", async () => {
    const phones = [parsePhoneNumber("+49 151 23456789", null)].flatMap((phone) => phone ?? []);
    const { token, verificationId, code } = await asked({ requester: { ...aRequester, phones } });
    const callBack = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "call_back" } });
    await switchMethodByLink(deps, { token, challengeId: callBack.id });
    const page = await findOpenPage(deps, token);
    expect(page?.others.map(({ method }) => method)).toEqual(["email_code"]);

    await answer(token, { ...wrong, device: "pc12" });

    expect(await rowOf(verificationId)).toMatchObject({ strengthAsked: "fair", strengthRaisedFrom: "weak" });
    expect(await findOpenPage(deps, token)).toEqual({ ...page, asksQuestions: false });
    expect(await answerCode(deps, { token, code })).toEqual({ result: "code_expired" });
  });

  test("they block nobody: who does not answer them passes by the proof, and it says so", async () => {
    const { token, verificationId, code } = await asked();
    expect(await answerCode(deps, { token, code })).toMatchObject({ result: "passed" });
    // Between the proof and its pass nothing is asked any more, and nothing is taken.
    await answer(token, wrong);
    expect(await rowOf(verificationId)).toMatchObject({ risk: null, heldAt: null, settledAt: null });
    await lookAtContacts(deps);
    expect(await rowOf(verificationId)).toMatchObject({ state: "passed" });
    expect(await roundOf(verificationId)).toMatchObject({ outcome: "not_enough_questions", reason: "not_answered", facts: null });
  });

  test("a member reads how it ended, and why", async () => {
    const { token, verificationId, organizationId } = await asked();
    await answer(token, { ...wrong, device: "PC12" });
    const { risk, timeline } = await inOrganization(deps.db, organizationId, (tx) => getVerification(tx, organizationId, verificationId));
    expect(risk).toMatchObject({
      risk: 6,
      signals: [{ code: "wrong_answers", points: 6, sentence: "2 of 3 answers about what is on file did not fit." }],
      questions: { outcome: "did_not_match", reason: null, counted: 3, wrong: 2, sentence: "2 of 3 answers did not fit what is on file." },
    });
    expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["questions_judged", "strength_raised"]));
  });
});

describe("what is kept", () => {
  const everything = async () => {
    const { rows } = await deps.pool.query(
      `select jsonb_agg(to_jsonb(q))::text || coalesce((select jsonb_agg(to_jsonb(e))::text from verification_events e), '')
        || coalesce((select jsonb_agg(to_jsonb(a))::text from audit_entries a), '') as text from question_rounds q`,
    );
    return String(rows[0].text).toLowerCase();
  };

  test("holds no fact and no answer, before and after, only keyed hashes until they have served", async () => {
    const { token, verificationId } = await asked({ facts: { device: ["zz98serialzz"], town: ["qqtownqq"] } });
    expect(Object.keys((await roundOf(verificationId))?.facts ?? {}).sort()).toEqual(["device", "town"]);
    expect(await everything()).not.toMatch(/zz98serialzz|qqtownqq/);
    await answer(token, { last_ticket: "week", device: "yyanswerzz", town: "qqtownqq" });
    expect(await everything()).not.toMatch(/zz98serialzz|qqtownqq|yyanswerzz/);
    expect((await roundOf(verificationId))?.facts).toBeNull();
  });

  test("the same fact of two verifications has two hashes", async () => {
    const hashes = await Promise.all(
      [asked(), asked()].map(async (each) => JSON.stringify((await roundOf((await each).verificationId))?.facts)),
    );
    expect(new Set(hashes).size).toBe(2);
  });

  test("a member's session ends it with the verification, and may not see what would fit", async () => {
    const { organizationId, verificationId } = await asked();
    await expect(inOrganization(deps.db, organizationId, (tx) => tx.$queryRaw`select facts from question_rounds`)).rejects.toThrow(
      /permission denied/,
    );
    await cancel(organizationId, verificationId);
    expect(await roundOf(verificationId)).toMatchObject({ outcome: "not_enough_questions", reason: "not_answered", facts: null });
  });
});

test("anything else that a form can send is no answer", () => {
  expect(givenAnswersSchema.parse({ last_ticket: "yesterday", device: "x".repeat(61), town: null })).toEqual(unknown);
  expect(givenAnswersSchema.parse({ last_ticket: "week", device: " PC ", town: undefined })).toEqual({
    ...unknown,
    last_ticket: "week",
    device: "PC",
  });
});

describe("whatever is set, on file and answered", () => {
  /** The same numbers each time, so that a failure can be seen again. */
  function* dice(seed: number): Generator<number> {
    for (let state = seed; ; ) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      yield state / 2_147_483_648;
    }
  }
  const random = dice(20_261_126);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor((random.next().value ?? 0) * choices.length)] as T;
  const rank = (strength: Strength) => strengths.indexOf(strength);

  const cases = Array.from({ length: 60 }, () => ({
    settings: { pointsEach: pick([1, 2, 3, 4, 5]), minimum: pick([1, 2, 3]) },
    facts: Object.fromEntries(Object.entries(onFile).filter(() => pick([true, true, true, false]))) as Facts,
    answers: pick([
      null,
      {
        last_ticket: pick(["", "month", "week", "half_year", "longer"] as const),
        device: pick(["", "PC-12", "PC-13", "pc12'; drop table verifications"]),
        town: pick(["", "Lübeck", "LUEBECK", "Bonn"]),
      },
    ]),
  }));

  test("answers pass nothing, add no strength, take nothing from what is asked, and the methods are needed as before", async () => {
    const ends = new Set<string>();
    for (const { settings, facts, answers } of cases) {
      const { token, verificationId, code } = await asked({ ...settings, facts });
      const before = await rowOf(verificationId);
      const page = await findOpenPage(deps, token);
      await answer(token, answers);
      const after = await rowOf(verificationId);

      // Nobody learns from the page what was right.
      expect(await findOpenPage(deps, token)).toEqual({ ...page, asksQuestions: false });

      expect(after.settledAt).toEqual(before.settledAt);
      expect(after.strength).toBeNull();
      expect(await inTransaction(deps.db, (tx) => listEvidence(tx, verificationId))).toEqual([]);
      expect(rank(after.strengthAsked)).toBeGreaterThanOrEqual(rank(before.strengthAsked));
      expect(after.risk ?? 0).toBeGreaterThanOrEqual(before.risk ?? 0);
      const proof = { method: "email_code", strength: after.strengthAsked } as const;
      const pass = { verificationId, outcome: "passed", proof, actor: { kind: "system" }, now: deps.now() } as const;
      await expect(inTransaction(deps.db, (tx) => settle(tx, pass))).rejects.toThrow(/has nothing of/);

      const { result } = await answerCode(deps, { token, code });
      const end = await rowOf(verificationId);
      ends.add(result);
      // A mail is weak, with right answers too.
      if (end.state === "passed") expect(end).toMatchObject({ strength: "weak", strengthAsked: "weak", heldAt: null });
      if (after.heldAt !== null || after.strengthAsked !== "weak") expect(end.state).not.toBe("passed");
    }
    expect([...ends]).toEqual(expect.arrayContaining(["passed", "more", "not_enough"]));
  });
});
