import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { permissionsOf, type Role } from "../../organization/permissions.ts";
import { askAgain, enrolApp, enrolPasskey, type Passed, strongPass } from "../../testing/enrolling.ts";
import { makeOrganization } from "../../testing/factories.ts";
import { softPasskey } from "../../testing/soft-passkey.ts";
import { queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { endProof, findOpenPage } from "../find-open-page.ts";
import { answerPasskey } from "./answer-passkey.ts";
import { askPasskey } from "./ask-passkey.ts";
import { beginApp, confirmApp, findNewApp } from "./enrol-app.ts";
import { beginPasskey, finishPasskey } from "./enrol-passkey.ts";
import { enrolmentWindowMs } from "./enrolment-right.ts";
import { listEnrolmentChoices } from "./list-enrolment-choices.ts";
import { revokeAuthenticator } from "./revoke-authenticator.ts";

let deps: TestDeps;
const start = new Date();
const later = (ms: number) => new Date(start.getTime() + ms);
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(start);
});

const enrolled = ({ connection }: Passed) => deps.db.authenticator.findMany({ where: { connectionId: connection.id } });
const aKey = () => softPasskey({ origin: deps.appUrl.origin, rpId: deps.appUrl.hostname });
const member = ({ id: organizationId, slug: organizationSlug }: { id: string; slug: string }, role: Role = "owner") =>
  ({ kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı", role, organizationId, organizationSlug }) as const;

/** Every door into enrolment, tried with this claim; what was enrolled by it. */
async function tryAll(person: Passed, claim: Passed["claim"]) {
  const passkey = aKey();
  const options = await beginPasskey(deps, claim);
  return {
    choices: await listEnrolmentChoices(deps, claim),
    app: await beginApp(deps, claim),
    shown: await findNewApp(deps, claim),
    confirmed: await confirmApp(deps, { ...claim, code: "123456" }),
    options,
    finished: await finishPasskey(deps, { ...claim, answer: passkey.register({ challenge: options?.challenge ?? "AAAA" }) }),
    rows: await enrolled(person),
  };
}
const nothing = { choices: null, app: null, shown: null, confirmed: "refused", options: null, finished: "refused", rows: [] };

test.each(["good", "best"] as const)(
  "straight after a pass of %s an app and a passkey are added, and the person is told",
  async (strength) => {
    const person = await strongPass(deps, { strength });
    expect(await listEnrolmentChoices(deps, person.claim)).toMatchObject({ mayAddApp: true, mayAddPasskey: true });

    expect((await enrolApp(deps, person)).confirmed).toBe("added");
    expect((await enrolPasskey(deps, person)).finished).toBe("added");

    const rows = await enrolled(person);
    expect(rows.map(({ kind, contactId, label }) => [kind, contactId, label])).toEqual([
      ["totp", 77n, "Authenticator app"],
      ["passkey", 77n, "Passkey of one device"],
    ]);
    const told = (await queuedJobs(deps))
      .filter(({ name }) => name === "verification.tell-authenticator-changed")
      .map(({ payload }) => payload);
    for (const { id } of rows) expect(told).toContainEqual({ authenticatorId: id, change: "added" });
    const audited = await deps.db.auditEntry.findMany({ where: { organizationId: person.organization.id, action: "authenticator.added" } });
    expect(audited).toHaveLength(2);
    expect(await listEnrolmentChoices(deps, person.claim)).toMatchObject({ mayAddApp: false, mayAddPasskey: true });
  },
);

test.each(["weak", "fair"] as const)("a pass of %s gives no right to enrol", async (strength) => {
  const person = await strongPass(deps, { strength });

  expect(await tryAll(person, person.claim)).toEqual(nothing);
});

test("ten minutes after the pass the right is over, also for what was begun before", async () => {
  const person = await strongPass(deps);
  const passkey = aKey();
  deps.setNow(later(enrolmentWindowMs - 1_000));
  await beginApp(deps, person.claim);
  const options = await beginPasskey(deps, person.claim);
  expect(options).not.toBeNull();
  deps.setNow(later(enrolmentWindowMs));

  const answer = passkey.register({ challenge: options?.challenge ?? "" });
  expect(await finishPasskey(deps, { ...person.claim, answer })).toBe("refused");
  expect(await tryAll(person, person.claim)).toEqual(nothing);
});

test("the link without the cookie of the browser that answered gives no right, nor does another's cookie", async () => {
  const person = await strongPass(deps);
  const other = await strongPass(deps);
  const { token } = person.claim;

  for (const proof of ["", other.claim.proof, `${person.claim.proof.slice(0, -1)}x`, person.verificationId]) {
    expect(await tryAll(person, { token, proof })).toEqual(nothing);
  }
  expect(await listEnrolmentChoices(deps, person.claim)).not.toBeNull();
});

test.each(["denied", "failed"] as const)("who %s has the cookie and no right", async (state) => {
  const person = await strongPass(deps);
  await deps.db.verification.update({ where: { id: person.verificationId }, data: { state } });

  expect(await tryAll(person, person.claim)).toEqual(nothing);
});

test("a pass for the contact that stands for all tickets without one gives no right", async () => {
  const person = await strongPass(deps);
  await deps.db.verification.update({ where: { id: person.verificationId }, data: { requesterSource: "default_contact" } });

  expect(await tryAll(person, person.claim)).toEqual(nothing);
});

test("an app counts only once a code of it was entered, and reading its page changes nothing", async () => {
  const person = await strongPass(deps);
  expect(await findNewApp(deps, person.claim)).toBeNull();
  await beginApp(deps, person.claim);
  const shown = await findNewApp(deps, person.claim);
  await beginApp(deps, person.claim);

  expect(await findNewApp(deps, person.claim)).toEqual(shown);
  expect(await confirmApp(deps, { ...person.claim, code: "not a code" })).toBe("unreadable");
  expect(await confirmApp(deps, { ...person.claim, code: "000000" })).toBe("wrong");
  expect(await enrolled(person)).toEqual([]);
  expect((await askAgain(deps, person, "fair")).method).toBeNull();
});

test("a second app is refused: it would double a guesser's chance", async () => {
  const person = await strongPass(deps);
  const twice = await Promise.all([enrolApp(deps, person), enrolApp(deps, person).catch(() => ({ confirmed: "refused" }))]);

  expect(twice.filter(({ confirmed }) => confirmed === "added")).toHaveLength(1);
  expect(await beginApp(deps, person.claim)).toBeNull();
  expect(await enrolled(person)).toHaveLength(1);
});

type Wish = Parameters<ReturnType<typeof softPasskey>["register"]>[0];
const tampered: [string, Partial<Wish>][] = [
  ["another origin", { origin: "https://evil.example" }],
  ["another relying party", { rpId: "evil.example" }],
  ["another challenge", { challenge: "AAAA" }],
  ["the type of a proof", { type: "webauthn.get" }],
  ["no user verification", { isVerified: false }],
  ["a frame in a foreign page", { crossOrigin: true }],
];

test.each(tampered)("a new passkey with %s is refused", async (_, wish) => {
  const person = await strongPass(deps);
  const options = await beginPasskey(deps, person.claim);
  expect(options).toMatchObject({ attestation: "none", authenticatorSelection: { userVerification: "required" } });
  const answer = aKey().register({ challenge: options?.challenge ?? "", ...wish });

  expect(await finishPasskey(deps, { ...person.claim, answer })).toBe("refused");
  expect(await enrolled(person)).toEqual([]);
});

test("a passkey is added once, whoever sends it again, and never to a second person", async () => {
  const person = await strongPass(deps);
  const { passkey } = await enrolPasskey(deps, person);
  const other = await strongPass(deps);
  const options = await beginPasskey(deps, other.claim);

  const answer = passkey.register({ challenge: options?.challenge ?? "" });
  expect(await finishPasskey(deps, { ...other.claim, answer })).toBe("refused");
  expect(await finishPasskey(deps, { ...other.claim, answer })).toBe("refused");
  expect(await enrolled(other)).toEqual([]);
});

test("what was revoked is not offered, not even in a question that is open, and its person is told", async () => {
  const person = await strongPass(deps);
  const app = await enrolApp(deps, person);
  const { passkey } = await enrolPasskey(deps, person);
  const open = await askAgain(deps, person, "best");
  const fair = await askAgain(deps, person, "fair");
  const options = await askPasskey(deps, open.token);
  for (const { id } of await enrolled(person)) await revokeAuthenticator(deps, { actor: member(person.organization), authenticatorId: id });

  const answer = passkey.authenticate({ challenge: options?.challenge ?? "" });
  expect(await answerPasskey(deps, { token: open.token, answer })).toMatchObject({ result: "refused" });
  expect(await askPasskey(deps, open.token)).toBeNull();
  expect((await findOpenPage(deps, open.token))?.others).toEqual([]);
  deps.setNow(later(60_000));
  expect(await answerCode(deps, { token: fair.token, code: app.codeAt(later(60_000)) })).toMatchObject({ result: "wrong" });
  expect((await askAgain(deps, person, "best")).method).toBeNull();
  const rows = await enrolled(person);
  expect(rows.map(({ revokedByName, secretSealed }) => [revokedByName, secretSealed])).toEqual(rows.map(() => ["Inés Bağcı", null]));
  const told = (await queuedJobs(deps)).map(({ payload }) => payload);
  for (const { id } of rows) expect(told).toContainEqual({ authenticatorId: id, change: "removed" });
});

test("an authenticator of another organization is not found, and one cannot be revoked twice", async () => {
  const person = await strongPass(deps);
  await enrolApp(deps, person);
  const [app] = await enrolled(person);
  const authenticatorId = app?.id ?? "";
  const stranger = member(await makeOrganization(deps.db));

  await expect(revokeAuthenticator(deps, { actor: stranger, authenticatorId })).rejects.toThrow("No authenticator");
  expect((await enrolled(person))[0]?.revokedAt).toBeNull();
  await revokeAuthenticator(deps, { actor: member(person.organization), authenticatorId });
  await expect(revokeAuthenticator(deps, { actor: member(person.organization), authenticatorId })).rejects.toThrow("revoked before");
});

test("owners and admins may revoke; whoever is on the phone may not", () => {
  const may = Object.entries(permissionsOf).filter(([, permissions]) => permissions.includes("authenticator:revoke"));
  expect(may.map(([role]) => role)).toEqual(expect.arrayContaining(["owner", "admin"]));
  expect(may.map(([role]) => role)).not.toEqual(expect.arrayContaining(["technician"]));
  expect(may.map(([role]) => role)).not.toEqual(expect.arrayContaining(["auditor"]));
});

/** One of the things of a person is revoked, and they pass again by other means, with or without an approver. */
async function passAfterLoss({ withApprover }: { withApprover: boolean }) {
  const person = await strongPass(deps);
  await enrolApp(deps, person);
  const [app] = await enrolled(person);
  await revokeAuthenticator(deps, { actor: member(person.organization), authenticatorId: app?.id ?? "" });
  deps.setNow(later(60_000));
  const again = await askAgain(deps, person, "weak");
  const row = { where: { id: again.verificationId } };
  await deps.db.verification.update({ ...row, data: { state: "passed", strength: "best", settledAt: deps.now() } });
  const approver = { verificationId_method: { verificationId: again.verificationId, method: "approver" } };
  if (withApprover) await deps.db.challenge.update({ where: approver, data: { state: "passed", strength: "good", channel: "approver" } });
  const claim = { token: again.token, proof: endProof(deps, again.verificationId) };
  return { ...person, verificationId: again.verificationId, claim };
}

test("after a loss nothing is added without an approver, by any door, and the page says why; the audit shows no addition", async () => {
  const person = await passAfterLoss({ withApprover: false });

  const tried = await tryAll(person, person.claim);
  expect(tried).toMatchObject({
    ...nothing,
    choices: { mayAddApp: false, mayAddPasskey: false, needsApprover: true },
    rows: [{ kind: "totp" }],
  });
  const added = await deps.db.auditEntry.count({ where: { organizationId: person.organization.id, action: "authenticator.added" } });
  expect(added).toBe(1);
});

test("after a loss a pass with an approver adds both, and the next one needs none", async () => {
  const person = await passAfterLoss({ withApprover: true });
  expect(await listEnrolmentChoices(deps, person.claim)).toMatchObject({ mayAddApp: true, needsApprover: false });
  expect((await enrolApp(deps, person)).confirmed).toBe("added");
  expect((await enrolPasskey(deps, person)).finished).toBe("added");

  await deps.db.challenge.updateMany({ where: { verificationId: person.verificationId, method: "approver" }, data: { state: "closed" } });
  expect(await listEnrolmentChoices(deps, person.claim)).toMatchObject({ mayAddPasskey: true, needsApprover: false });
});

test("what is revoked while the person adds another is a loss too", async () => {
  const person = await strongPass(deps);
  await enrolApp(deps, person);
  const options = await beginPasskey(deps, person.claim);
  const [app] = await enrolled(person);
  deps.setNow(later(1_000));
  await revokeAuthenticator(deps, { actor: member(person.organization), authenticatorId: app?.id ?? "" });

  const answer = aKey().register({ challenge: options?.challenge ?? "" });
  expect(await finishPasskey(deps, { ...person.claim, answer })).toBe("refused");
  expect(await enrolled(person)).toHaveLength(1);
});
