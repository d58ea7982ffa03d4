import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askAgain, enrolPasskey, strongPass } from "../../testing/enrolling.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { softPasskey } from "../../testing/soft-passkey.ts";
import { type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { findOpenPage } from "../find-open-page.ts";
import { answerPasskey } from "./answer-passkey.ts";
import { askPasskey } from "./ask-passkey.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(new Date());
});

const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const challengeOf = async (token: string) => (await askPasskey(deps, token))?.challenge ?? "";

/** A person with a passkey who is asked for the best proof. */
async function asked() {
  const person = await strongPass(deps);
  const { passkey } = await enrolPasskey(deps, person);
  return { person, passkey, ...(await askAgain(deps, person, "best")) };
}

type Wish = Parameters<ReturnType<typeof softPasskey>["authenticate"]>[0];

test("a passkey of the person proves best, and the mail carried the link alone", async () => {
  const { verificationId, token, passkey, method, mail } = await asked();
  expect(method).toBe("passkey");
  expect(mail?.text).toContain("Confirm it with your passkey on this page");
  expect(await findOpenPage(deps, token)).toMatchObject({ method: "passkey" });

  const options = await askPasskey(deps, token);
  expect(options).toMatchObject({ rpId: "verify.example.com", userVerification: "required", allowCredentials: [{ id: passkey.id }] });
  expect(Buffer.from(options?.challenge ?? "", "base64url")).toHaveLength(32);
  const answer = passkey.authenticate({ challenge: options?.challenge ?? "" });

  expect(await answerPasskey(deps, { token, answer })).toEqual({ result: "passed", verificationId });
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "best", method: "passkey" });
});

const tampered: [string, Partial<Wish>][] = [
  ["another origin", { origin: "https://verify.example.com.evil.example" }],
  ["another port of our host", { origin: "https://verify.example.com:8443" }],
  ["http instead of https", { origin: "http://verify.example.com" }],
  ["another relying party", { rpId: "example.com" }],
  ["another challenge", { challenge: Buffer.alloc(32, 7).toString("base64url") }],
  ["the type of an enrolment", { type: "webauthn.create" }],
  ["no user verification", { isVerified: false }],
  ["a flipped bit in the signature", { isForged: true }],
  ["a frame in a foreign page", { crossOrigin: true }],
];

test.each(tampered)("an answer with %s is refused, and costs a try", async (_, wish) => {
  const { verificationId, token, passkey } = await asked();

  const answer = passkey.authenticate({ challenge: await challengeOf(token), ...wish });

  expect(await answerPasskey(deps, { token, answer })).toEqual({ result: "refused", triesLeft: 4 });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "sent", strength: null, tries: 1 });
  const kinds = await deps.db.verificationEvent.findMany({ where: { verificationId, kind: "passkey_refused" } });
  expect(kinds).toHaveLength(1);
  // The rightful person is not blocked by it.
  const right = passkey.authenticate({ challenge: await challengeOf(token) });
  expect(await answerPasskey(deps, { token, answer: right })).toMatchObject({ result: "passed" });
});

test("another contact's passkey, and one that nobody enrolled, are refused", async () => {
  const { token } = await asked();
  const stranger = await asked();

  const theirs = stranger.passkey.authenticate({ challenge: await challengeOf(token) });
  expect(await answerPasskey(deps, { token, answer: theirs })).toEqual({ result: "refused", triesLeft: 4 });
  const nobodys = softPasskey({ origin: deps.appUrl.origin, rpId: deps.appUrl.hostname });
  const answer = nobodys.authenticate({ challenge: await challengeOf(token) });
  expect(await answerPasskey(deps, { token, answer })).toEqual({ result: "refused", triesLeft: 3 });
});

test("the bytes of another verification are not ours", async () => {
  const { person, token, passkey } = await asked();
  const other = await askAgain(deps, person, "best");
  await challengeOf(token);

  const answer = passkey.authenticate({ challenge: await challengeOf(other.token) });

  expect(await answerPasskey(deps, { token, answer })).toEqual({ result: "refused", triesLeft: 4 });
});

test("an answer that nobody asked for, that was given before, or that is too old counts for nothing", async () => {
  const { verificationId, token, passkey } = await asked();
  const unasked = passkey.authenticate({ challenge: Buffer.alloc(32).toString("base64url") });
  expect(await answerPasskey(deps, { token, answer: unasked })).toEqual({ result: "not_asked" });

  const spoilt = await challengeOf(token);
  await answerPasskey(deps, { token, answer: passkey.authenticate({ challenge: spoilt, isForged: true }) });
  expect(await answerPasskey(deps, { token, answer: passkey.authenticate({ challenge: spoilt }) })).toEqual({ result: "not_asked" });

  const replaced = await challengeOf(token);
  await challengeOf(token);
  expect(await answerPasskey(deps, { token, answer: passkey.authenticate({ challenge: replaced }) })).toMatchObject({ result: "refused" });

  const late = passkey.authenticate({ challenge: await challengeOf(token) });
  deps.setNow(new Date(Date.now() + 5 * 60_000 + 1_000));
  expect(await answerPasskey(deps, { token, answer: late })).toEqual({ result: "not_asked" });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "sent", strength: null });
});

test("one right answer sent ten times at once passes once", async () => {
  const { verificationId, token, passkey } = await asked();
  const answer = passkey.authenticate({ challenge: await challengeOf(token) });

  const answers = await Promise.all(Array.from({ length: 10 }, () => answerPasskey(deps, { token, answer })));

  expect(answers.filter(({ result }) => result === "passed")).toHaveLength(1);
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", tries: 1 });
});

test("the fifth refused answer ends it as failed", async () => {
  const { verificationId, token, passkey } = await asked();
  const refuse = async () =>
    answerPasskey(deps, { token, answer: passkey.authenticate({ challenge: await challengeOf(token), isForged: true }) });

  for (const triesLeft of [4, 3, 2, 1]) expect(await refuse()).toEqual({ result: "refused", triesLeft });
  expect(await refuse()).toEqual({ result: "failed", verificationId });
  expect(await askPasskey(deps, token)).toBeNull();
});

test("a passkey that counts must count on: a copy is refused and noted, and one that does not count stays good", async () => {
  const { person, verificationId, token, passkey } = await asked();
  const use = async (link: string, counter: number) =>
    answerPasskey(deps, { token: link, answer: passkey.authenticate({ challenge: await challengeOf(link), counter }) });
  expect(await use(token, 0)).toEqual({ result: "passed", verificationId });
  const counted = await askAgain(deps, person, "best");
  expect(await use(counted.token, 7)).toMatchObject({ result: "passed" });
  const copied = await askAgain(deps, person, "best");

  for (const counter of [7, 6, 0]) expect(await use(copied.token, counter)).toMatchObject({ result: "refused" });

  const events = await deps.db.verificationEvent.findMany({ where: { verificationId: copied.verificationId, kind: "passkey_copied" } });
  expect(events).toHaveLength(3);
  expect(await use(copied.token, 8)).toMatchObject({ result: "passed" });
});

test("no passkey is asked for behind a link that is unknown, over, or that asks by another method", async () => {
  const { person, token } = await asked();
  const weak = await askAgain(deps, person, "weak");
  expect(weak.method).toBe("email_code");

  expect(await askPasskey(deps, weak.token)).toBeNull();
  expect(await askPasskey(deps, "x".repeat(43))).toBeNull();
  await deps.db.verification.updateMany({
    where: { connectionId: person.connection.id, settledAt: null },
    data: { expiresAt: deps.now() },
  });
  expect(await askPasskey(deps, token)).toBeNull();
});
