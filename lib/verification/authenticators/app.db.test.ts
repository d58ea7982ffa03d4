import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askAgain, enrolApp, strongPass } from "../../testing/enrolling.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { findOpenPage } from "../find-open-page.ts";
import { switchMethodByLink } from "../switch-method.ts";

let deps: TestDeps;
const start = new Date();
const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(start);
});

const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });

/** A person with an app who is asked for a fair proof, a minute after the app was enrolled. */
async function asked() {
  const person = await strongPass(deps);
  const app = await enrolApp(deps, person);
  deps.setNow(later(60));
  return { person, app, code: app.codeAt(later(60)), ...(await askAgain(deps, person, "fair")) };
}

const wrong = (code: string, by: number) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

test("the code of the person's app proves fair, and the mail carried the link alone", async () => {
  const { verificationId, token, code, method, mail } = await asked();

  expect(method).toBe("totp");
  expect(mail?.text).toContain("the code that your authenticator app shows");
  expect(mail?.text).not.toMatch(/\b\d{3} \d{3}\b/);
  expect(await findOpenPage(deps, token)).toMatchObject({ method: "totp", triesLeft: 5 });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "passed", verificationId });
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "fair", method: "totp" });
});

test("a code is good once: not for another ticket in the same half minute, and not an older one after it", async () => {
  const { person, app, token, code } = await asked();
  const next = app.codeAt(later(90));
  expect(await answerCode(deps, { token, code: next })).toMatchObject({ result: "passed" });
  const other = await askAgain(deps, person, "fair");

  expect(await answerCode(deps, { token: other.token, code: next })).toEqual({ result: "wrong", triesLeft: 4 });
  expect(await answerCode(deps, { token: other.token, code })).toEqual({ result: "wrong", triesLeft: 3 });
  deps.setNow(later(120));
  expect(await answerCode(deps, { token: other.token, code: app.codeAt(later(120)) })).toMatchObject({ result: "passed" });
});

test("the code that confirmed the app proves nothing after that", async () => {
  const person = await strongPass(deps);
  const app = await enrolApp(deps, person);
  const { token } = await askAgain(deps, person, "fair");

  expect(await answerCode(deps, { token, code: app.codeAt(start) })).toEqual({ result: "wrong", triesLeft: 4 });
});

test("one code sent twenty times at once proves two open tickets only once", async () => {
  const { person, token, code } = await asked();
  const other = await askAgain(deps, person, "fair");

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => answerCode(deps, { token: index % 2 === 0 ? token : other.token, code })),
  );

  expect(answers.filter(({ result }) => result === "passed")).toHaveLength(1);
});

test("of fifty guesses at once five are looked at, and the right code is too late then", async () => {
  const { verificationId, token, code } = await asked();

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => answerCode(deps, { token, code: wrong(code, 7 * index + 3) })),
  );

  expect(answers.filter(({ result }) => result === "wrong" || result === "failed").length).toBeLessThanOrEqual(5);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", tries: 5, strength: null });
  expect(await answerCode(deps, { token, code })).toEqual({ result: "gone" });
});

test("tries that were used on the app stay used by the e-mail code", async () => {
  const person = await strongPass(deps);
  await enrolApp(deps, person);
  const { verificationId, token } = await askAgain(deps, person, "weak");
  const app = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "totp" } });
  expect(await switchMethodByLink(deps, { token, challengeId: app.id })).toBe(true);
  expect(await answerCode(deps, { token, code: "12 34 5x" })).toEqual({ result: "unreadable" });
  for (const triesLeft of [4, 3, 2]) expect(await answerCode(deps, { token, code: "000000" })).toEqual({ result: "wrong", triesLeft });

  const mail = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
  await switchMethodByLink(deps, { token, challengeId: mail.id });

  expect(await findOpenPage(deps, token)).toMatchObject({ method: "email_code", triesLeft: 2 });
});

test("who chooses the app on their page is asked there, and is mailed no link to where they are", async () => {
  const person = await strongPass(deps);
  await enrolApp(deps, person);
  const { verificationId, token } = await askAgain(deps, person, "weak");
  const jobs = async () => (await queuedJobs(deps)).filter(({ name }) => name === "verification.send-challenge").length;
  const before = await jobs();
  const app = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "totp" } });

  await switchMethodByLink(deps, { token, challengeId: app.id });

  expect(await jobs()).toBe(before);
  expect(await findOpenPage(deps, token)).toMatchObject({ method: "totp" });
});

test("the code of another person's app is wrong", async () => {
  const { token } = await asked();
  deps.setNow(start);
  const stranger = await enrolApp(deps, await strongPass(deps));
  deps.setNow(later(60));

  expect(await answerCode(deps, { token, code: stranger.codeAt(later(60)) })).toEqual({ result: "wrong", triesLeft: 4 });
});

test("the key is sealed in the database, and bound to its row", async () => {
  const person = await strongPass(deps);
  await enrolApp(deps, person);
  const row = await deps.db.authenticator.findFirstOrThrow({ where: { connectionId: person.connection.id } });

  expect(row).toMatchObject({ kind: "totp", contactId: 77n, enrolledByVerificationId: person.verificationId, publicKey: null });
  expect(() =>
    deps.secrets.open(row.secretSealed ?? new Uint8Array(), { table: "authenticators", column: "secret", rowId: person.verificationId }),
  ).toThrow();
});

test("without an app there is nothing that could be asked for at fair", async () => {
  const person = await strongPass(deps);
  const { verificationId } = await askAgain(deps, person, "fair");

  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.not_strong_enough" });
  const rows = await deps.db.challenge.findMany({ where: { verificationId, method: { in: ["totp", "passkey"] } } });
  expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
    ["unusable", "verification.not_enrolled"],
    ["unusable", "verification.not_enrolled"],
  ]);
});
