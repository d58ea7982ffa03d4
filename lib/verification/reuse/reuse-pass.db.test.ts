import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordDestinations } from "../../directory/destinations.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { findPlan } from "../../write-back/plan-write-back.handler.ts";
import { answerCode } from "../answer-code.ts";
import { deny } from "../deny.ts";
import { freezeForMember, overrideForMember, unfreezeForMember } from "../for-members.ts";
import { getVerification } from "../queries.ts";
import { requesterLink } from "../requester-link.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { settle } from "../settle.ts";
import { startVerification } from "../start-verification.ts";
import type { Strength } from "../strength.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  deps.mails.length = 0;
  await deps.pool.query("delete from graphile_worker._private_jobs");
});

const lead = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;
const reason = "I called her on the number in our files.";
const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });

type Asked = { strengthAsked?: Strength; requester?: Partial<typeof aRequester>; sourceLabel?: string; withTechnician?: boolean };

async function msp({ reuseMinutes = 15 } = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  await deps.db.verificationSetting.update({ where: { organizationId }, data: { limits: { tryDelaySeconds: 0, reuseMinutes } } });
  const { connection } = await makeConnection(deps, { organizationId });
  const place = { organizationId, connectionId: connection.id };

  async function ask({ strengthAsked = "weak", requester = {}, sourceLabel, withTechnician }: Asked = {}) {
    const { id: ticketId } = await makeTicket(deps.db, place);
    if (sourceLabel) await deps.db.ticket.update({ where: { id: ticketId }, data: { sourceLabel } });
    const start = {
      ...place,
      ticketId,
      run: "auto",
      strengthAsked,
      actor: { kind: "system" },
      now: deps.now(),
      companyName: "Kanzlei",
    } as const;
    const whole = { ...start, requester: { ...aRequester, ...requester }, ...(withTechnician && { withTechnician }) };
    const id = await inTransaction(deps.db, async (tx) => {
      // As the reading of the ticket does.
      await recordDestinations(tx, deps.secrets, { connection, requester: whole.requester, now: deps.now() });
      return startVerification(tx, deps.secrets, whole);
    });
    return verificationOf(id);
  }

  /** Asked, and answered with the code of the mail. */
  async function pass(asked: Asked = {}) {
    const { id } = await ask(asked);
    const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId: id, state: "waiting" } });
    await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
    const text = deps.mails.at(-1)?.text ?? "";
    const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
    await answerCode(deps, { token: /\/v\/([\w-]+)/.exec(text)?.[1] ?? "", code });
    await lookAtContacts(deps);
    return verificationOf(id);
  }
  const strengthen = (id: string, strength: Strength) => deps.db.verification.update({ where: { id }, data: { strength } });
  return { organizationId, place, ask, pass, strengthen };
}

test("a second request within the time passes by the first one, says so everywhere, and sends nothing", async () => {
  const { organizationId, ask, pass } = await msp();
  const first = await pass();
  deps.mails.length = 0;
  await deps.pool.query("delete from graphile_worker._private_jobs");

  const second = await ask();

  expect(second).toMatchObject({
    state: "passed",
    strength: "weak",
    method: "reused_pass",
    reusedFromId: first.id,
    reusedReceipt: first.receipt,
  });
  expect(second.tokenSealed).toBeNull();
  expect((await queuedJobs(deps)).map(({ name }) => name)).not.toContain("verification.send-challenge");
  const detail = await inTransaction(deps.db, (tx) => getVerification(tx, organizationId, second.id));
  expect(detail).toMatchObject({ reusedFrom: { id: first.id, receipt: first.receipt }, strengthBasis: expect.stringContaining("NIST") });
  expect(detail.challenges).toMatchObject([{ method: "reused_pass", state: "passed", destinationMasked: first.receipt }]);
  expect(detail.timeline.map(({ kind }) => kind)).toEqual(["started", "pass_reused", "passed"]);
  const [note] = (await findPlan(deps.db, second.id))?.intents ?? [];
  expect(note).toMatchObject({ kind: "note", text: expect.stringContaining(`Reused from: ${first.receipt}`) });
  const entry = await deps.db.auditEntry.findFirstOrThrow({ where: { subjectId: second.id, action: "verification.settled" } });
  expect(entry.details).toMatchObject({ outcome: "passed", method: "reused_pass", strength: "weak" });
});

test("what was used again is not used once more: time runs from the proof", async () => {
  const { ask, pass } = await msp();
  const first = await pass();
  await ask();
  await deps.db.verification.update({ where: { id: first.id }, data: { settledAt: later(deps.now(), -minutes(16)) } });

  expect(await ask()).toMatchObject({ state: "pending", reusedFromId: null });
});

test.each(["good", "best"] as const)("%s is asked anew, whatever was proven a moment ago", async (strengthAsked) => {
  const { ask, pass, strengthen } = await msp();
  await strengthen((await pass()).id, "best");

  expect(await ask({ strengthAsked })).not.toMatchObject({ state: "passed" });
  expect(await ask({ strengthAsked: "fair" })).toMatchObject({ state: "passed", strength: "fair" });
});

test("a weak pass answers for no fair request", async () => {
  const { ask, pass } = await msp();
  await pass();
  expect(await ask({ strengthAsked: "fair" })).not.toMatchObject({ state: "passed" });
});

test("switched off, nothing is used again", async () => {
  const { ask, pass } = await msp({ reuseMinutes: 0 });
  await pass();
  expect(await ask()).toMatchObject({ state: "pending" });
});

test("never for another organization, another connection, or another contact record with the same address", async () => {
  const { organizationId, ask, pass } = await msp();
  await pass();
  const other = await msp();
  expect(await other.ask()).toMatchObject({ reusedFromId: null, strength: null });
  expect(await ask({ requester: { contactId: 78 } })).toMatchObject({ reusedFromId: null, strength: null });
  expect(await ask({ requester: { email: "zoe@elsewhere.example" } })).toMatchObject({ reusedFromId: null, strength: null });
  expect(await ask({ requester: { from: "default_contact" } })).toMatchObject({ reusedFromId: null, strength: null });
  const { connection } = await makeConnection(deps, { organizationId });
  const { id: ticketId } = await makeTicket(deps.db, { organizationId, connectionId: connection.id });
  const start = { organizationId, connectionId: connection.id, ticketId, run: "auto", strengthAsked: "weak", now: deps.now() } as const;
  const whole = { ...start, actor: { kind: "system" }, requester: aRequester, companyName: null } as const;
  const elsewhere = await inTransaction(deps.db, (tx) => startVerification(tx, deps.secrets, whole));
  expect(await verificationOf(elsewhere)).toMatchObject({ reusedFromId: null, strength: null });
});

const settleAs = (verificationId: string, outcome: "failed" | "expired") =>
  inTransaction(deps.db, (tx) =>
    settle(tx, { verificationId, outcome, reason: "verification.tries_used", actor: { kind: "system" }, now: deps.now() }),
  );

type Made = Awaited<ReturnType<typeof msp>>;
type Pass = Awaited<ReturnType<Made["pass"]>>;
const troubles: Record<string, (made: Made, pass: Pass) => Promise<unknown>> = {
  async "a denial"({ ask }) {
    const { id } = await ask({ strengthAsked: "weak", withTechnician: true });
    await deny(deps, requesterLink(deps, await verificationOf(id)).split("/v/")[1] ?? "");
  },
  async "a failure"({ ask }) {
    await settleAs((await ask({ withTechnician: true })).id, "failed");
  },
  async "a freeze that was lifted"({ organizationId, ask }) {
    const { id: verificationId } = await ask({ withTechnician: true });
    await freezeForMember(deps, { organizationId, verificationId, actor: lead });
    await unfreezeForMember(deps, { organizationId, verificationId, actor: lead, reason });
  },
  "the loss of an authenticator": ({ place }) => enrol(place, { enrolledAt: new Date(0), revokedAt: deps.now() }),
  "an authenticator that was added": ({ place }) => enrol(place, { enrolledAt: deps.now() }),
  async "a hold, also one of another request"({ ask }) {
    const { id } = await ask({ withTechnician: true });
    await deps.db.verification.update({ where: { id }, data: { heldAt: deps.now() } });
  },
  "a hold of the pass itself, which a lead released": (_made, { id }) =>
    deps.db.verification.update({ where: { id }, data: { heldAt: new Date(0), releasedAt: new Date(0) } }),
  async "a campaign against the person"({ organizationId, ask }) {
    const { id } = await ask({ withTechnician: true });
    await campaign(organizationId, { verificationId: id });
  },
  "a campaign from the address that they answered from": ({ organizationId }) => campaign(organizationId, { kind: "address" }),
  "a campaign from the browser that they answered with": ({ organizationId }) => campaign(organizationId, { kind: "device" }),
  "a campaign against the number that they could be reached at": ({ organizationId }) => campaign(organizationId, { kind: "number" }),
  "a campaign that a lead has closed since": ({ organizationId }) =>
    campaign(organizationId, { kind: "address", closedAt: later(deps.now(), 1) }),
  async "an address that came into the record"({ place }) {
    const requester = { ...aRequester, otherEmails: ["other@kanzlei.example"] };
    const connection = { id: place.connectionId, organizationId: place.organizationId };
    const now = later(deps.now(), 1);
    await inTransaction(deps.db, (tx) => recordDestinations(tx, deps.secrets, { connection, requester, now }));
    return { otherEmails: requester.otherEmails };
  },
};

function enrol(place: Made["place"], times: { enrolledAt: Date; revokedAt?: Date }) {
  const held = { contactId: 77n, kind: "totp" as const, label: "App", transports: [], enrolledByVerificationId: crypto.randomUUID() };
  return deps.db.authenticator.create({ data: { ...place, ...held, ...times } });
}

const macs = { address: Buffer.alloc(32, 1), device: Buffer.alloc(32, 2), number: Buffer.alloc(32, 3) };

type Against = { verificationId?: string; kind?: keyof typeof macs; closedAt?: Date };

async function campaign(organizationId: string, { verificationId, kind, closedAt }: Against) {
  const at = new Date(0);
  const { id: campaignId } = await deps.db.campaign.create({
    data: { organizationId, openedAt: at, lastSeenAt: at, ...(closedAt && { closedAt }) },
  });
  if (verificationId) await deps.db.campaignVerification.create({ data: { campaignId, verificationId, organizationId } });
  if (kind) await deps.db.campaignKey.create({ data: { campaignId, organizationId, kind, mac: macs[kind] } });
}

/** Where the person answered from, and a number that they could have been reached at. */
async function leaveTraces({ id: verificationId, organizationId }: { id: string; organizationId: string }) {
  const visit = { kind: "answer" as const, addressMac: macs.address, deviceMac: macs.device, at: deps.now() };
  await deps.db.requesterVisit.create({ data: { organizationId, verificationId, ...visit } });
  await deps.db.challenge.updateMany({ where: { verificationId, method: "call_back" }, data: { destinationMac: macs.number } });
}

test.each(Object.keys(troubles))("after %s the person is asked again", async (trouble) => {
  const made = await msp();
  const pass = await made.pass();
  await leaveTraces(pass);
  const changed = (await troubles[trouble]?.(made, pass)) as Partial<typeof aRequester> | undefined;
  const requester = { otherEmails: changed?.otherEmails ?? [] };
  expect(await made.ask({ requester })).not.toMatchObject({ state: "passed" });
});

test.each<[string, (made: Made) => Promise<unknown>]>([
  [
    "a campaign that has nothing of theirs",
    async ({ organizationId }) => {
      const mac = Buffer.alloc(32, 9);
      const at = new Date(0);
      const keys = { create: [{ organizationId, kind: "address" as const, mac }] };
      await deps.db.campaign.create({ data: { organizationId, openedAt: at, lastSeenAt: at, keys } });
    },
  ],
  ["a campaign that was over before", ({ organizationId }) => campaign(organizationId, { kind: "address", closedAt: new Date(0) })],
  ["a campaign against another organization", async () => campaign((await msp()).organizationId, { kind: "address" })],
  ["an authenticator of long ago", ({ place }) => enrol(place, { enrolledAt: new Date(0) })],
])("after %s the pass is used again", async (_what, happen) => {
  const made = await msp();
  await leaveTraces(await made.pass());
  await happen(made);
  expect(await made.ask()).toMatchObject({ state: "passed" });
});

test("after a change of the record, or for a ticket that came by their mailbox, the person is asked again", async () => {
  const { ask, pass } = await msp();
  await pass();
  expect(await ask({ requester: { modifiedAt: later(deps.now(), 1_000) } })).not.toMatchObject({ state: "passed" });
  expect(await ask({ sourceLabel: "Email" })).not.toMatchObject({ state: "passed" });
  expect(await ask({ withTechnician: true })).not.toMatchObject({ state: "passed" });
  // The twin: nothing of it holds the next one back.
  expect(await ask()).toMatchObject({ state: "passed" });
});

test("a decision without proof is no pass to use again", async () => {
  const { organizationId, ask } = await msp();
  const { id: verificationId } = await ask();
  await overrideForMember(deps, { organizationId, verificationId, actor: lead, reason });

  expect(await ask()).toMatchObject({ state: "pending" });
});

test("nothing asks for more than fair and passes by an earlier pass, whoever writes the row", async () => {
  const { ask, organizationId } = await msp();
  const { id: verificationId } = await ask({ strengthAsked: "good", withTechnician: false, requester: { phones: [] } });
  const { id } = await ask({ requester: { contactId: 5, email: "b@kanzlei.example" } });
  await deps.db.verification.update({ where: { id }, data: { strengthAsked: "good" } });
  const row = { organizationId, method: "reused_pass", channel: "earlier_pass", strength: "good" as const, state: "passed" as const };
  await deps.db.challenge.create({ data: { ...row, verificationId: id, createdAt: deps.now(), settledAt: deps.now() } });
  const proof = { method: "reused_pass", strength: "good" } as const;
  const passing = inTransaction(deps.db, (tx) =>
    settle(tx, { verificationId: id, outcome: "passed", proof, actor: { kind: "system" }, now: deps.now() }),
  );
  await expect(passing).rejects.toThrow("more than an earlier pass may answer");
  expect((await verificationOf(verificationId)).state).toBe("not_possible");
});
