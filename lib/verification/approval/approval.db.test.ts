import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTransaction } from "../../platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { deny } from "../deny.ts";
import { passChallenge } from "../pass-challenge.ts";
import { readSpoken } from "../read-spoken.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { startVerification } from "../start-verification.ts";
import type { Strength } from "../strength.ts";
import { switchMethod } from "../switch-method.ts";
import type { ApproverReading } from "./approval-rows.ts";
import { approve } from "./approve.ts";
import { denyApproval } from "./deny-approval.ts";
import { approvalProof, findApprovalEnd, findApprovalPage } from "./find-approval-page.ts";
import { findRequesterNumber } from "./find-number.ts";
import { removeApprover } from "./manage-approvers.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.failMail(null);
});

const admin = { kind: "member", id: crypto.randomUUID(), name: "Lea" } as const;
const anApprover = {
  contactId: 81,
  name: "Ada Brandt",
  email: "ada.brandt@kanzlei.example",
  isActive: true,
  createdAt: new Date("2023-05-02T09:00:00Z"),
  modifiedAt: null,
};

const daysAgo = (count: number) => new Date(Date.now() - count * 24 * 3_600_000);

type Made = { strengthAsked?: Strength; approvers?: Partial<ApproverReading>[]; requester?: Partial<typeof aRequester> };

/** A verification whose company has these approvers. */
async function made({ strengthAsked = "good", approvers = [{}], requester = {} }: Made = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const ticket = await makeTicket(deps.db, { organizationId, connectionId: connection.id });
  const readings: ApproverReading[] = [];
  for (const each of approvers) {
    const reading = { ...anApprover, ...each };
    const { id: approverId } = await deps.db.companyApprover.create({
      data: {
        ...{ organizationId, connectionId: connection.id, companyId: 12n, companyName: "Kanzlei" },
        ...{ contactId: BigInt(reading.contactId), contactName: reading.name, createdAt: deps.now() },
      },
    });
    readings.push({ ...reading, approverId });
  }
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...{ organizationId, connectionId: connection.id, ticketId: ticket.id, run: "auto", strengthAsked },
      ...{ actor: { kind: "system" } as const, now: deps.now(), companyName: "Kanzlei" },
      requester: { ...aRequester, ...requester },
      approvers: readings,
    }),
  );
  return { organizationId, verificationId, approvers: readings };
}

const challengeOf = (verificationId: string, method = "approver") =>
  deps.db.challenge.findFirstOrThrow({ where: { verificationId, method } });
const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const kindsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(
    ({ kind }) => kind,
  );

/** Sends the approver's question; the links of both mails and the number that the requester is shown. */
async function send(verificationId: string) {
  await handleSendChallenge(deps, jobRun(deps, { challengeId: (await challengeOf(verificationId)).id }));
  const link = (path: string) =>
    deps.mails
      .findLast(({ text }) => text.includes(path))
      ?.text.split(path)[1]
      ?.match(/^[\w-]+/)?.[0] ?? "";
  const token = link("/a/");
  const requesterToken = link("/v/");
  const number = (await findRequesterNumber(deps, requesterToken))?.number ?? "";
  return { token, requesterToken, number, wrong: number === "10" ? "11" : "10" };
}

async function asked(options: Made = {}) {
  const it = await made(options);
  return { ...it, ...(await send(it.verificationId)) };
}

test("a good request that an approver approves with the number passes as good, and who approved is in event, audit and evidence", async () => {
  const { verificationId, organizationId, token, number } = await asked();

  expect(await approve(deps, { token, number })).toMatchObject({ result: "approved" });

  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "good", method: "approver" });
  expect(await kindsOf(verificationId)).toEqual(expect.arrayContaining(["approved", "passed"]));
  expect(await deps.db.verificationEvent.findFirst({ where: { verificationId, kind: "approved" } })).toMatchObject({
    details: { by: "Ada Brandt" },
  });
  const entries = await deps.db.auditEntry.findMany({ where: { organizationId, actorKind: "approver", actorName: "Ada Brandt" } });
  expect(entries.map(({ action }) => action).sort()).toEqual(["verification.approved", "verification.settled"]);
  await lookAtContacts(deps);
  expect(await challengeOf(verificationId)).toMatchObject({ state: "passed", destinationMasked: "Ada Brandt, a···t@kanzlei.example" });
});

test("the approver is asked at the record's address, the requester gets a link, and neither mail carries the number or the other's link", async () => {
  const { token, requesterToken, number } = await asked();
  const [toApprover, toRequester] = deps.mails;

  expect(toApprover?.to).toBe("ada.brandt@kanzlei.example");
  expect(toRequester?.to).toBe("zoe.skvorecka@kanzlei.example");
  for (const mail of deps.mails) {
    for (const part of [mail.subject, mail.text.replaceAll(/https?:\S+/g, ""), mail.id]) {
      expect(part).not.toMatch(new RegExp(`(?<![\\w-])${number}(?![\\w-])`));
    }
  }
  expect(JSON.stringify(toApprover)).not.toContain(requesterToken);
  expect(JSON.stringify(toRequester)).not.toContain(token);
  expect(toApprover?.text).toContain("Zoë Škvorecká");
  expect(toApprover?.text).not.toContain("MFA on a new phone");
});

test("an approval without a number is none, and spends no try", async () => {
  const { verificationId, token } = await asked();

  for (const number of ["", "  ", "4", "123", "ab", "-1", "05", "1e1"]) {
    expect(await approve(deps, { token, number }), number).toEqual({ result: "unreadable" });
  }
  expect(await verificationOf(verificationId)).toMatchObject({ settledAt: null, tries: 0 });
});

test("after two wrong numbers the question is over, the right one comes too late, and the tries count for the verification", async () => {
  const { verificationId, token, number, wrong } = await asked();

  expect(await approve(deps, { token, number: wrong })).toEqual({ result: "wrong", triesLeft: 1 });
  expect(await approve(deps, { token, number: wrong })).toMatchObject({ result: "stopped" });
  expect(await approve(deps, { token, number })).toEqual({ result: "gone" });

  expect(await verificationOf(verificationId)).toMatchObject({
    state: "failed",
    reason: "verification.wrong_number",
    strength: null,
    tries: 2,
  });
  expect(await challengeOf(verificationId)).toMatchObject({ state: "failed", tries: 2 });
});

test("of fifty wrong numbers at once two are compared, and the verification has two tries less", async () => {
  const { verificationId, token, number } = await asked();
  const others = Array.from({ length: 90 }, (_, index) => String(index + 10)).filter((each) => each !== number);

  const answers = await Promise.all(others.slice(0, 50).map((each) => approve(deps, { token, number: each })));

  expect(answers.filter(({ result }) => result !== "gone")).toHaveLength(2);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", tries: 2 });
});

test("twenty approvals at once make one, and approving twice changes nothing", async () => {
  const { verificationId, token, number } = await asked();

  const answers = await Promise.all(Array.from({ length: 20 }, () => approve(deps, { token, number })));

  expect(answers.filter(({ result }) => result === "approved")).toHaveLength(1);
  await lookAtContacts(deps);
  expect((await kindsOf(verificationId)).filter((kind) => kind === "approved" || kind === "passed")).toHaveLength(2);
  const before = await verificationOf(verificationId);
  expect(await approve(deps, { token, number })).toEqual({ result: "gone" });
  expect(await verificationOf(verificationId)).toEqual(before);
});

test("the requester's tries and the approver's are the same five", async () => {
  const { verificationId, token, wrong } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { tries: 4 } });

  expect(await approve(deps, { token, number: wrong })).toMatchObject({ result: "stopped" });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "failed", tries: 5 });
});

test("“This is not right” ends it as denied, with the reason, and nothing passes after it", async () => {
  const { verificationId, token, number, organizationId } = await asked();

  expect(await denyApproval(deps, token)).not.toBeNull();
  expect(await verificationOf(verificationId)).toMatchObject({ state: "denied", reason: "verification.approver_denied" });
  expect(await approve(deps, { token, number })).toEqual({ result: "gone" });
  expect(await denyApproval(deps, token)).toBeNull();
  expect(await deps.db.auditEntry.count({ where: { organizationId, actorName: "Ada Brandt", action: "verification.settled" } })).toBe(1);
});

test.each([
  ["is the requester", [{ contactId: aRequester.contactId }], "verification.approver_is_requester"],
  ["has the requester's address", [{ email: "Zoe.Skvorecka+x@KANZLEI.example" }], "verification.no_approver"],
  ["is a further address of the requester's record", [{ email: "zoe@private.example" }], "verification.no_approver"],
  ["is inactive", [{ isActive: false }], "verification.no_approver"],
  ["has no address", [{ email: null }], "verification.no_approver"],
  ["was added for this ticket", [{ createdAt: new Date() }], "verification.no_approver"],
  ["was changed a second before the ticket", [{ modifiedAt: new Date(Date.now() - 1_000) }], "verification.no_approver"],
  ["was changed 13 days before it", [{ modifiedAt: daysAgo(13) }], "verification.no_approver"],
  ["was added 13 days before it", [{ createdAt: daysAgo(13) }], "verification.no_approver"],
  ["was changed after the ticket", [{ modifiedAt: new Date(Date.now() + 60_000) }], "verification.no_approver"],
  ["is nobody", [], "verification.no_approver"],
] as const)("a request whose approver %s is put to nobody and does not pass", async (_who, approvers, reason) => {
  const requester = { email: "zoe.skvorecka@kanzlei.example", otherEmails: ["zoe@private.example"] };
  const { verificationId } = await made({ approvers: [...approvers], requester });

  expect(await challengeOf(verificationId)).toMatchObject({ reason, destinationSealed: null });
  expect(await deps.db.approval.count({ where: { challenge: { verificationId } } })).toBe(0);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", strength: null });
});

test("of several approvers the first who may answer is asked", async () => {
  const { verificationId } = await made({
    approvers: [
      { contactId: aRequester.contactId },
      { contactId: 82, isActive: false },
      { contactId: 83, name: "Ben Okafor", email: "ben@kanzlei.example" },
    ],
  });
  await send(verificationId);

  expect(deps.mails[0]?.to).toBe("ben@kanzlei.example");
});

test("a requester whose record is fresh is held for the approver, and never asked at the fresh address", async () => {
  const { verificationId } = await made({ strengthAsked: "weak", requester: { createdAt: new Date() } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: (await challengeOf(verificationId)).id }));

  expect(deps.mails.map(({ to }) => to)).toEqual(["ada.brandt@kanzlei.example"]);
});

test("reading the approver's page and the requester's number, however often, changes no row", async () => {
  const { token, requesterToken } = await asked();
  const snapshot = async () =>
    (
      await deps.pool.query(`select v::text, c::text, a::text from verifications v join challenges c on c."verificationId" = v.id
      join approvals a on a."challengeId" = c.id order by v.id, c.id`)
    ).rows;
  const before = await snapshot();

  for (let visit = 0; visit < 20; visit++) {
    expect(await findApprovalPage(deps, token)).toMatchObject({ approverName: "Ada Brandt", requesterName: "Zoë Škvorecká", triesLeft: 2 });
    expect(await findRequesterNumber(deps, requesterToken)).not.toBeNull();
  }
  expect(await snapshot()).toEqual(before);
});

test("links do not open each other's questions, and the number of one is not that of another", async () => {
  const one = await asked();
  const other = await asked();

  expect(await approve(deps, { token: one.requesterToken, number: one.number })).toEqual({ result: "gone" });
  expect(await findApprovalPage(deps, one.requesterToken)).toBeNull();
  expect(await findRequesterNumber(deps, one.token)).toBeNull();
  expect(await answerCode(deps, { token: one.token, code: "123456" })).toEqual({ result: "gone" });
  expect(await deny(deps, one.token)).toBeNull();
  if (one.number !== other.number)
    expect(await approve(deps, { token: one.token, number: other.number })).toMatchObject({ result: "wrong" });
  expect(await verificationOf(other.verificationId)).toMatchObject({ settledAt: null, tries: 0 });
});

test("a question whose time is over takes no answer, by the database's clock", async () => {
  const { verificationId, token, number } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { expiresAt: new Date(Date.now() - 1) } });

  expect(await approve({ ...deps, now: () => new Date(0) }, { token, number })).toEqual({ result: "gone" });
  expect(await findApprovalPage(deps, token)).toBeNull();
  expect(await denyApproval(deps, token)).toBeNull();
  expect(await verificationOf(verificationId)).toMatchObject({ settledAt: null, tries: 0 });
});

test("an approver who was removed meanwhile has no word: the link is dead and the request is not possible", async () => {
  const { verificationId, organizationId, approvers, token, number } = await asked();
  const approverId = approvers[0]?.approverId ?? "";

  await removeApprover(deps, { organizationId, approverId, actor: admin });

  expect(await approve(deps, { token, number })).toEqual({ result: "gone" });
  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", strength: null });
});

test("a removal and an approval at once: the word counts for nothing, whichever came first", async () => {
  for (let round = 0; round < 5; round++) {
    const { verificationId, organizationId, approvers, token, number } = await asked();
    const approverId = approvers[0]?.approverId ?? "";
    await Promise.all([approve(deps, { token, number }), removeApprover(deps, { organizationId, approverId, actor: admin })]);

    await lookAtContacts(deps);
    expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", strength: null });
  }
});

test("an approval and a denial at once make one outcome", async () => {
  for (let round = 0; round < 5; round++) {
    const { verificationId, token, requesterToken, number } = await asked();
    await Promise.all([approve(deps, { token, number }), denyApproval(deps, token), deny(deps, requesterToken)]);

    const ends = (await kindsOf(verificationId)).filter((kind) => kind === "passed" || kind === "denied");
    expect(ends).toEqual([(await verificationOf(verificationId)).state]);
  }
});

test("the best needs a good proof of the person and the approver: the approver alone is asked for one more", async () => {
  const alone = await made({ strengthAsked: "best" });
  expect(await verificationOf(alone.verificationId)).toMatchObject({ state: "not_possible", reason: "verification.not_strong_enough" });

  const { verificationId, token, number } = await asked();
  // The person proves something good beside it, as a passkey or a company sign-in would.
  await deps.db.verification.update({ where: { id: verificationId }, data: { strengthAsked: "best" } });
  const { id } = await challengeOf(verificationId, "email_code");
  await deps.db.challenge.update({ where: { id }, data: { state: "passed", strength: "good", channel: "passkey", settledAt: new Date() } });

  expect(await approve(deps, { token, number })).toMatchObject({ result: "approved" });
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "best" });
});

test("putting another method in its place kills the link, and the next one has another link, the used tries stay used", async () => {
  const { verificationId, organizationId, token, number, wrong } = await asked();
  await approve(deps, { token, number: wrong });
  const put = async (method: string) => {
    const { id: challengeId } = await challengeOf(verificationId, method);
    await inTransaction(deps.db, (tx) => switchMethod(tx, { organizationId, verificationId, challengeId, actor: admin, now: deps.now() }));
  };
  await put("email_code");
  expect(await approve(deps, { token, number })).toEqual({ result: "gone" });
  await put("approver");
  const next = await send(verificationId);

  expect(next.token).not.toBe(token);
  expect(await findApprovalPage(deps, token)).toBeNull();
  expect(await approve(deps, { token: next.token, number: next.wrong })).toMatchObject({ result: "stopped" });
});

test("a worker that dies after the mail left is followed by the same link and the same number", async () => {
  const { verificationId } = await made();
  const { id } = await challengeOf(verificationId);
  deps.failMail(new Error("the process was killed"));
  await expect(handleSendChallenge(deps, jobRun(deps, { challengeId: id }))).rejects.toThrow("killed");
  const drawn = await deps.db.approval.findUniqueOrThrow({ where: { challengeId: id } });

  deps.failMail(null);
  const { token, number } = await send(verificationId);

  expect(await deps.db.approval.findUniqueOrThrow({ where: { challengeId: id } })).toMatchObject({
    ...{ tokenHash: drawn.tokenHash, numberMac: drawn.numberMac, tokenSealed: null },
  });
  expect(await approve(deps, { token, number })).toMatchObject({ result: "approved" });
});

test("with the outcome the number is erased, and the end shows to the browser that answered only", async () => {
  const { verificationId, token, number } = await asked();
  const other = await asked();
  const answer = await approve(deps, { token, number });
  const proof = approvalProof(deps, "approvalId" in answer ? answer.approvalId : "");
  const { id: challengeId } = await challengeOf(verificationId);

  expect(await deps.db.approval.findUnique({ where: { challengeId } })).toMatchObject({
    tokenSealed: null,
    numberMac: null,
    numberSealed: null,
  });
  expect(await findApprovalPage(deps, token)).toBeNull();
  expect(await findApprovalEnd(deps, { token, proof })).toMatchObject({ answer: "approved" });
  expect(await findApprovalEnd(deps, { token: other.token, proof })).toBeNull();
  expect(await findApprovalEnd(deps, { token, proof: `${proof.slice(0, -1)}!` })).toBeNull();
});

test("neither a token nor a number is in the database in the clear", async () => {
  const { token } = await asked();
  const { rows } = await deps.pool.query("select count(*)::int as hits from approvals a where a::text like '%' || $1 || '%'", [token]);
  expect(rows[0].hits).toBe(0);
});

test("a technician sees who is asked and the number that the requester tells them, as long as the question is put, and nobody of another organization does", async () => {
  const { verificationId, organizationId, number, token } = await asked();
  const { id: other } = await makeOrganization(deps.db);
  expect((await readSpoken(deps, { organizationId, verificationId })).approval).toEqual({ approverName: "Ada Brandt", number });
  await expect(readSpoken(deps, { organizationId: other, verificationId })).rejects.toMatchObject({ code: "verification.not_found" });
  await approve(deps, { token, number });
  expect((await readSpoken(deps, { organizationId, verificationId })).approval).toBeNull();
});

test("one who is removed as an approver is told so by mail", async () => {
  const { organizationId, approvers } = await asked();
  await removeApprover(deps, { organizationId, actor: admin, approverId: approvers[0]?.approverId ?? "" });
  const jobs = (await queuedJobs(deps)).filter(({ name }) => name === "verification.tell-approver");
  expect(jobs.map(({ payload }) => payload)).toContainEqual({ approverId: approvers[0]?.approverId, change: "removed" });
});

test("nothing passes an approval on less than what was asked, whoever says so", async () => {
  const { verificationId } = await asked({ strengthAsked: "good" });
  await deps.db.verification.update({ where: { id: verificationId }, data: { strengthAsked: "best" } });
  const { id: challengeId } = await challengeOf(verificationId);

  expect(await inTransaction(deps.db, (tx) => passChallenge(tx, { verificationId, challengeId, now: deps.now() }))).toBe("not_enough");
  expect(await verificationOf(verificationId)).toMatchObject({ state: "not_possible", strength: null });
});
