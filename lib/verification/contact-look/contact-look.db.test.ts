import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readDestinations } from "../../directory/destinations.ts";
import { toRequester } from "../../directory/find-requester.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { type SimulatedAutotask, startSimulatedAutotask } from "../../testing/simulated-autotask.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { sendAgain } from "../ask-new-code.ts";
import { deny } from "../deny.ts";
import { handleExpireVerification } from "../expire-verification.handler.ts";
import { findOpenPage } from "../find-open-page.ts";
import { overrideForMember } from "../for-members.ts";
import { requesterLink } from "../requester-link.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { settle } from "../settle.ts";
import { startVerification } from "../start-verification.ts";
import { handleLookAtContact } from "./look-at-contact.handler.ts";

let deps: TestDeps;
let autotask: SimulatedAutotask;
beforeAll(async () => {
  [deps, autotask] = await Promise.all([testDeps(), startSimulatedAutotask()]);
  deps.autotask = {
    zoneLookupUrl: new URL(`${autotask.url}/atservicesrest/v1.0/zoneInformation`),
    allowedHosts: autotask.gate.allowedHosts,
  };
});
afterAll(() => Promise.all([deps.close(), autotask.close()]));
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(new Date());
});

const lead = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;
const rowOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const kindsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(
    ({ kind }) => kind,
  );

type Row = { id: number; emailAddress: string; companyID: number; isActive: unknown };

/** A contact of the simulator, asked by a code that was mailed; with what was made of it in Autotask since. */
async function asked({ withApprover = false } = {}) {
  const rows = (await autotask.control("rows/Contacts", undefined, "GET")) as Row[];
  const row = rows.find(({ emailAddress, companyID, isActive }) => emailAddress && companyID > 0 && Number(isActive) === 1);
  if (!row) throw new Error("The simulator has no contact that could be asked");
  const email = `${crypto.randomUUID()}@kanzlei.example`;
  const fields = { isActive: 1, firstName: "Zoë", lastName: "Škvorecká", emailAddress: email, companyID: row.companyID };
  const { id: contactId } = (await autotask.control("rows/Contacts", { fields })) as { id: number };
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const { user } = autotask;
  const zone = await autotask.lookUp(user.username);
  const seal = (column: string, value: string) => deps.secrets.seal(value, { table: "connections", column, rowId: connection.id });
  await deps.db.connection.update({
    where: { id: connection.id },
    data: {
      ...{ zoneUrl: zone.zoneUrl, usernameSealed: seal("usernameSealed", user.username), secretSealed: seal("secretSealed", user.secret) },
      trackingIdentifierSealed: seal("trackingIdentifierSealed", user.trackingIdentifier),
    },
  });
  const place = { organizationId, connectionId: connection.id };
  const { id: ticketId } = await makeTicket(deps.db, place);
  const requester = { ...aRequester, contactId, companyId: row.companyID, email };
  const ids = { companyId: BigInt(row.companyID), companyName: "Kanzlei", contactId: 81n, contactName: "Ada", createdAt: new Date(0) };
  const { id: approverId } = await deps.db.companyApprover.create({ data: { ...place, ...ids } });
  const ada = {
    approverId,
    contactId: 81,
    name: "Ada",
    email: "ada@kanzlei.example",
    isActive: true,
    createdAt: new Date(0),
    modifiedAt: null,
  };
  const start = { ...place, ticketId, run: "auto", strengthAsked: "weak", actor: { kind: "system" }, now: deps.now() } as const;
  const whole = { ...start, requester, companyName: "Kanzlei", approvers: withApprover ? [ada] : [] };
  const verificationId = await inTransaction(deps.db, (tx) => startVerification(tx, deps.secrets, whole));
  if (withApprover) {
    // The weakest way is put first only where it is chosen.
    await deps.db.challenge.updateMany({ where: { verificationId, method: "approver" }, data: { state: "offered" } });
  }
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
  await deps.db.challenge.updateMany({ where: { id: challenge.id }, data: { state: "waiting" } });
  const send = () => handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  await send();
  const mail = deps.mails.at(-1)?.text ?? "";
  return {
    ...{ ...place, verificationId, contactId, email, requester, challengeId: challenge.id, send },
    token: requesterLink(deps, await rowOf(verificationId)).split("/v/")[1] ?? "",
    code: (/Your code: (\d{3} \d{3})/.exec(mail)?.[1] ?? "").replace(" ", ""),
    look: () => handleLookAtContact(deps, jobRun(deps, { verificationId })),
    change: (to: Record<string, unknown>) => autotask.control(`rows/Contacts/${contactId}`, { fields: to }, "PATCH"),
    remove: () => autotask.control(`rows/Contacts/${contactId}`, undefined, "DELETE"),
  };
}
type Asked = Awaited<ReturnType<typeof asked>>;

const changes: [what: string, change: (asked: Asked) => Promise<unknown>, reason: string][] = [
  ["deleted", ({ remove }) => remove(), "verification.contact_missing"],
  ["made inactive", ({ change }) => change({ isActive: 0 }), "verification.contact_inactive"],
  ["given another address", ({ change }) => change({ emailAddress: "mallory@evil.example" }), "verification.destination_changed"],
  ["left without an address", ({ change }) => change({ emailAddress: "" }), "verification.destination_changed"],
];

describe("a contact that was asked and is then", () => {
  test.each(changes)("%s proves nothing by the right code, and the reason is told", async (_what, change, reason) => {
    const it = await asked();
    await change(it);

    expect(await answerCode(deps, it)).toEqual({ result: "passed", verificationId: it.verificationId });
    await it.look();

    const { verificationId } = it;
    expect(await rowOf(verificationId)).toMatchObject({ state: "not_possible", reason, strength: null });
    expect(await kindsOf(verificationId)).not.toContain("passed");
    const plans = (await queuedJobs(deps)).filter(
      ({ name, payload }) => name === "write-back.plan" && JSON.stringify(payload).includes(verificationId),
    );
    expect(plans).toHaveLength(1);
    expect(await deps.db.challenge.count({ where: { verificationId, destinationSealed: { not: null } } })).toBe(0);
  });

  test.each(changes)("%s is sent nothing more: the next code stays here", async (_what, change, reason) => {
    const it = await asked();
    deps.setNow(later(new Date(), minutes(2)));
    await inTransaction(deps.db, (tx) => sendAgain(tx, { verificationId: it.verificationId, askedBy: "requester", now: deps.now() }));
    await change(it);
    deps.mails.length = 0;

    await it.send();

    expect(deps.mails).toEqual([]);
    expect(await rowOf(it.verificationId)).toMatchObject({ state: "not_possible", reason });
    expect(await answerCode(deps, it)).toEqual({ result: "gone" });
  });

  test("edited in what says nothing of whose it is passes, and is sent the next code", async () => {
    const it = await asked();
    await it.change({ title: "Partner", lastModifiedDate: new Date().toISOString() });
    deps.setNow(later(new Date(), minutes(2)));
    await inTransaction(deps.db, (tx) => sendAgain(tx, { verificationId: it.verificationId, askedBy: "requester", now: deps.now() }));
    await it.send();
    const code = (/Your code: (\d{3} \d{3})/.exec(deps.mails.at(-1)?.text ?? "")?.[1] ?? "").replace(" ", "");

    await answerCode(deps, { token: it.token, code });
    await it.look();

    expect(await rowOf(it.verificationId)).toMatchObject({
      state: "passed",
      strength: "weak",
      contactConfirmedAt: expect.any(Date),
      provenBy: null,
    });
  });
});

test("before the contact was looked at again nothing passes, whoever says so, and the page asks nothing more", async () => {
  const it = await asked();
  const { verificationId } = it;
  await answerCode(deps, it);

  const proof = { method: "email_code", strength: "weak" } as const;
  const pass = { verificationId, outcome: "passed", proof, actor: { kind: "system" }, now: deps.now() } as const;
  await expect(inTransaction(deps.db, (tx) => settle(tx, pass))).rejects.toThrow("look at the contact");
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null });
  expect(await findOpenPage(deps, it.token)).toMatchObject({ isChecking: true, others: [] });
  expect(
    (await queuedJobs(deps)).filter(({ payload }) => JSON.stringify(payload).includes(verificationId)).map(({ name }) => name),
  ).toContain("verification.look-at-contact");
});

test("an address that is another by now is held for the approver, and the pass then rests on their word alone", async () => {
  const it = await asked({ withApprover: true });
  await it.change({ emailAddress: "mallory@evil.example" });
  await answerCode(deps, it);
  await it.look();

  expect(await rowOf(it.verificationId)).toMatchObject({ settledAt: null, method: "approver", provenAt: null });
  expect(await deps.db.challenge.findUniqueOrThrow({ where: { id: it.challengeId } })).toMatchObject({
    ...{ state: "unusable", reason: "verification.destination_changed", strength: null, channel: null, destinationSealed: null },
  });
  expect(await kindsOf(it.verificationId)).toContain("contact_changed");
});

/** Another record in Autotask that nobody has read before. */
async function another(fields: Record<string, unknown>) {
  const { id } = (await autotask.control("rows/Contacts", {
    fields: { isActive: 1, firstName: "Mallory", lastName: "Evil", ...fields },
  })) as {
    id: number;
  };
  return id;
}

test.each<[what: string, record: (email: string) => Record<string, unknown>, passes: boolean]>([
  ["another person's as well", (email) => ({ emailAddress: email.toUpperCase() }), false],
  ["another person's further one as well", (email) => ({ emailAddress: "mallory@evil.example", emailAddress3: email }), false],
  ["that of somebody who left as well", (email) => ({ emailAddress: email, isActive: 0 }), true],
  ["in a second record of the same person as well", (email) => ({ emailAddress: email, firstName: "ZOE", lastName: "Skvorecka" }), true],
  ["nobody else's", () => ({ emailAddress: "mallory@evil.example" }), true],
])("a mailbox that is %s, by records that we never read, is judged before the pass", async (_what, record, passes) => {
  const it = await asked();
  await another(record(it.email));
  await answerCode(deps, it);
  await it.look();

  const { verificationId } = it;
  const shared = { state: "not_possible", reason: "verification.shared_destination", strength: null };
  expect(await rowOf(verificationId)).toMatchObject(passes ? { state: "passed", strength: "weak" } : shared);
  expect((await kindsOf(verificationId)).includes("contact_shared")).toBe(!passes);
  // From then on it is known before a code is sent, until it is time to look again.
  const isSharedAt = async (now: Date) => {
    const place = { connection: { id: it.connectionId, organizationId: it.organizationId }, requester: it.requester, now };
    return (await inTransaction(deps.db, (tx) => readDestinations(tx, deps.secrets, place))).get(it.email)?.isShared;
  };
  expect(await isSharedAt(deps.now())).toBe(!passes);
  expect(await isSharedAt(later(deps.now(), minutes(60 * 24 * 7)))).toBe(false);
});

test("a mailbox that another person has is held for the approver, and is sent no further code", async () => {
  const it = await asked({ withApprover: true });
  await another({ emailAddress: it.email });
  deps.setNow(later(new Date(), minutes(2)));
  await inTransaction(deps.db, (tx) => sendAgain(tx, { verificationId: it.verificationId, askedBy: "requester", now: deps.now() }));
  deps.mails.length = 0;
  await it.send();

  expect(deps.mails).toEqual([]);
  expect(await rowOf(it.verificationId)).toMatchObject({ settledAt: null, method: "approver", provenAt: null });
});

test("while Autotask does not answer nothing passes, a lead can decide, and an answer lets it pass", async () => {
  const it = await asked();
  await answerCode(deps, it);
  const blocked = { where: { id: it.connectionId } };
  await deps.db.connection.update({ ...blocked, data: { blockedAt: new Date() } });

  await expect(it.look()).rejects.toMatchObject({ code: "verification.contact_not_read", retry: { when: "after" } });
  await expect(it.look()).rejects.toBeInstanceOf(UpstreamError);
  expect(await rowOf(it.verificationId)).toMatchObject({ settledAt: null });
  expect(await kindsOf(it.verificationId)).toContain("awaits_autotask");

  await deps.db.connection.update({ ...blocked, data: { blockedAt: null } });
  await it.look();
  expect(await rowOf(it.verificationId)).toMatchObject({ state: "passed" });

  const other = await asked();
  await answerCode(deps, other);
  const { organizationId, verificationId } = other;
  await overrideForMember(deps, { organizationId, verificationId, actor: lead, reason: "I know her voice, and Autotask is away." });
  await other.look();
  expect(await rowOf(verificationId)).toMatchObject({ state: "overridden" });
});

test("a proof waits half an hour for Autotask, also where the question was about to end, and then it is over for want of an answer", async () => {
  const it = await asked();
  await deps.db.verification.update({ where: { id: it.verificationId }, data: { expiresAt: later(deps.now(), minutes(1)) } });
  const start = deps.now();
  await answerCode(deps, it);

  const expire = () => handleExpireVerification(deps, jobRun(deps, { verificationId: it.verificationId }));
  deps.setNow(later(start, minutes(29)));
  await expire();
  expect(await rowOf(it.verificationId)).toMatchObject({ settledAt: null });
  deps.setNow(later(start, minutes(31)));
  await expire();
  expect(await rowOf(it.verificationId)).toMatchObject({ state: "expired", reason: "verification.contact_not_read" });
});

test("the message that a person waits for goes also while Autotask does not answer, to where the record said at the start", async () => {
  const it = await asked();
  await deps.db.connection.update({ where: { id: it.connectionId }, data: { blockedAt: new Date() } });
  deps.setNow(later(new Date(), minutes(2)));
  await inTransaction(deps.db, (tx) => sendAgain(tx, { verificationId: it.verificationId, askedBy: "requester", now: deps.now() }));
  deps.mails.length = 0;
  await it.send();
  expect(deps.mails).toMatchObject([{ to: it.email }]);
});

test("a denial while the contact is looked at counts, and a look that comes late changes nothing", async () => {
  const it = await asked();
  await answerCode(deps, it);
  await deny(deps, it.token);
  await it.look();
  await it.look();
  expect(await rowOf(it.verificationId)).toMatchObject({ state: "denied" });
});

test("two looks at once, after a takeover say, make one pass", async () => {
  const it = await asked();
  await answerCode(deps, it);
  await Promise.all([it.look(), it.look(), lookAtContacts(deps, toRequester(contactOf(it), { region: null, from: "ticket" }))]);
  expect((await kindsOf(it.verificationId)).filter((kind) => kind === "passed")).toHaveLength(1);
});

function contactOf({ contactId, email }: Asked) {
  const none = {
    title: null,
    emailAddress2: null,
    emailAddress3: null,
    phone: null,
    alternatePhone: null,
    mobilePhone: null,
    companyLocationId: null,
  };
  const names = { firstName: "Zoë", lastName: "Škvorecká", companyId: 12, isActive: true, createDate: null, lastModifiedDate: null };
  return { id: contactId, emailAddress: email, ...none, ...names };
}
