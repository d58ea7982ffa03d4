import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handleSendAlert } from "../notification/alerts/send-alert.handler.ts";
import { handleTellTechnician } from "../notification/tell-technician.handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { deny } from "./deny.ts";
import { freezeForMember, unfreezeForMember } from "./for-members.ts";
import { readSpoken } from "./read-spoken.ts";
import { recognizePhrase } from "./recognize-phrase.ts";
import { requesterLink } from "./requester-link.ts";
import { settle } from "./settle.ts";
import { startVerification } from "./start-verification.ts";

// Whoever listens for trouble hears of requests that somebody did not make, whether or not the ticket has a technician.

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  await deps.pool.query("delete from graphile_worker._private_jobs");
  deps.mails.length = 0;
  deps.failMail(null);
});

const lead = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;
const reason = "I called her on the number in our files.";
const first = "first@nordlicht.example";
const second = "second@nordlicht.example";

/** An organization with two channels that are on, one that is off and one that was removed; its tickets have no technician. */
async function msp({ technicianEmail = null as string | null } = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const place = { organizationId, connectionId: connection.id };
  const channel = { organizationId, kind: "mail", name: "On call", createdAt: deps.now() } as const;
  await deps.db.alertChannel.createMany({
    data: [
      ...[first, second].map((email) => ({ ...channel, email })),
      { ...channel, email: "off@nordlicht.example", disabledAt: deps.now() },
      { ...channel, email: "removed@nordlicht.example", removedAt: deps.now() },
    ],
  });
  const alerts = () => deps.db.alert.findMany({ where: { organizationId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return {
    organizationId,
    async ask() {
      const ticket = await makeTicket(deps.db, place);
      await deps.db.ticket.update({
        where: { id: ticket.id },
        data: { technicianEmail, technicianName: technicianEmail && "Tomasz Wręczycki" },
      });
      const start = {
        ...place,
        ticketId: ticket.id,
        run: "auto",
        strengthAsked: "weak",
        actor: { kind: "system" },
        now: deps.now(),
      } as const;
      const verificationId = await inTransaction(deps.db, (tx) =>
        startVerification(tx, deps.secrets, { ...start, requester: aRequester, companyName: "Kanzlei" }),
      );
      const verification = await deps.db.verification.findUniqueOrThrow({ where: { id: verificationId } });
      return { organizationId, verificationId, token: requesterLink(deps, verification).split("/v/")[1] ?? "" };
    },
    alerts,
    kinds: async () => (await alerts()).map(({ kind }) => kind),
    /** What the worker does with them, as often as it is asked. */
    async send() {
      for (const { id } of await alerts()) await handleSendAlert(deps, jobRun(deps, { alertId: id }));
    },
  };
}

const told = () => deps.mails.map(({ to, subject }) => `${to}: ${subject}`);
const settleAs = (outcome: "failed" | "cancelled", verificationId: string) =>
  inTransaction(deps.db, (tx) =>
    settle(tx, { verificationId, outcome, reason: "verification.tries_used", actor: { kind: "system" }, now: deps.now() }),
  );

test("a denial of a ticket that nobody has is told to each channel that is on, once, however often it is said and sent", async () => {
  const { ask, alerts, kinds, send } = await msp();
  const { verificationId, token } = await ask();

  await Promise.all([deny(deps, token), deny(deps, token), deny(deps, token)]);
  await deny(deps, token);

  expect(await kinds()).toEqual(["denied", "denied"]);
  const jobs = (await queuedJobs(deps)).filter(({ name }) => name === "notification.send-alert");
  expect(jobs.map(({ payload }) => payload)).toEqual((await alerts()).map(({ id }) => ({ alertId: id })));
  for (const _ of [1, 2]) await handleTellTechnician(deps, jobRun(deps, { verificationId }));
  expect(told()).toEqual([]);
  for (const _ of [1, 2, 3]) await send();
  const subject = "Do not proceed: T20261124.0147 was denied";
  expect(told().toSorted()).toEqual([`${first}: ${subject}`, `${second}: ${subject}`]);
  expect(deps.mails[0]?.text).toContain("Zoë Škvorecká of Kanzlei said “This was not me”.");
  expect(deps.mails[0]?.text).toContain("Nobody has taken the ticket");
});

test("one alert for a denial, also after a crash: before its commit there is neither, after it both; what was sent before a crash is the same mail", async () => {
  const { ask, alerts, kinds, send } = await msp();
  const { verificationId, token } = await ask();
  const crash = new Error("killed before the commit");
  const denial = { verificationId, outcome: "denied", actor: { kind: "requester", name: null }, now: deps.now() } as const;
  const killed = inTransaction(deps.db, async (tx) => {
    await settle(tx, denial);
    throw crash;
  });
  await expect(killed).rejects.toBe(crash);
  expect(await kinds()).toEqual([]);
  expect((await queuedJobs(deps)).filter(({ name }) => name === "notification.send-alert")).toEqual([]);

  await deny(deps, token);
  const [one, other] = await alerts();
  await handleSendAlert(deps, jobRun(deps, { alertId: one?.id ?? "" }));
  // Killed after the mail server took it and before that was written down.
  await deps.db.alert.update({ where: { id: one?.id ?? "" }, data: { sentAt: null } });
  deps.failMail(new Error("killed in the middle of the other"));
  await expect(handleSendAlert(deps, jobRun(deps, { alertId: other?.id ?? "" }))).rejects.toThrow("killed");
  deps.failMail(null);
  for (const _ of [1, 2]) await send();

  expect(await kinds()).toEqual(["denied", "denied"]);
  expect(new Set(deps.mails.map(({ id }) => id)).size).toBe(2);
  expect(deps.mails.filter(({ to }) => to === second)).toHaveLength(1);
});

test("who has the ticket is told by mail as well, and the alert says whose it is", async () => {
  const { ask, send } = await msp({ technicianEmail: "tomasz@nordlicht.example" });
  const { verificationId, token } = await ask();
  await deny(deps, token);
  await handleTellTechnician(deps, jobRun(deps, { verificationId }));
  await send();
  expect(deps.mails.map(({ to }) => to).toSorted()).toEqual([first, second, "tomasz@nordlicht.example"]);
  expect(deps.mails.at(-1)?.text).toContain("Technician: Tomasz Wręczycki");
});

test("a wrong phrase is told as one and not as a denial; a phrase after the end is told once; neither says a word of it", async () => {
  const { organizationId, ask, kinds, send } = await msp();
  const wrong = await ask();
  const { phrase } = await readSpoken(deps, wrong);
  await deny(deps, wrong.token, "verification.wrong_phrase");
  expect(await kinds()).toEqual(["wrong_phrase", "wrong_phrase"]);
  await Promise.all([1, 2, 3].map(() => recognizePhrase(deps, phrase ?? "")));
  await recognizePhrase(deps, phrase ?? "");
  expect(await kinds()).toEqual(["wrong_phrase", "wrong_phrase", "late_phrase", "late_phrase"]);

  await send();
  const titles = [
    "Do not proceed: somebody calls about T20261124.0147 in your name",
    "The phrase of T20261124.0147 was used after the end",
  ];
  expect(new Set(deps.mails.map(({ subject }) => subject))).toEqual(new Set(titles));
  const [word = "nothing"] = (phrase ?? "").split(" ");
  for (const { text, html } of deps.mails)
    expect(`${text}${html}`).not.toMatch(new RegExp(`\\b${word}\\b|${wrong.token}|zoe\\.skvorecka@`));
  expect(await deps.db.alert.count({ where: { organizationId: { not: organizationId }, verificationId: wrong.verificationId } })).toBe(0);
});

test("a freeze is told once for each freeze: by the second signal, by a lead, and again by a lead after it was lifted", async () => {
  const { ask, kinds, send } = await msp();
  const last = await ask();
  await settleAs("failed", (await ask()).verificationId);
  expect(await kinds()).toEqual([]);
  await deny(deps, last.token);
  expect((await kinds()).toSorted()).toEqual(["denied", "denied", "frozen", "frozen"]);

  const by = { organizationId: last.organizationId, verificationId: last.verificationId, actor: lead };
  await unfreezeForMember(deps, { ...by, reason });
  await freezeForMember(deps, by);
  await expect(freezeForMember(deps, by)).rejects.toMatchObject({ code: "verification.contact_frozen" });
  expect((await kinds()).filter((kind) => kind === "frozen")).toHaveLength(4);

  await send();
  const frozen = deps.mails.filter(({ to, subject }) => to === first && subject === "Frozen: nobody is asked in the name of Zoë Škvorecká");
  expect(frozen.map(({ text }) => /^.* froze .*$/m.exec(text)?.[0])).toEqual([
    "Two denials, or a denial and a failure, froze Zoë Škvorecká of Kanzlei.",
    "Inés Bağcı froze Zoë Škvorecká of Kanzlei.",
  ]);
  expect(frozen[0]?.text).toContain(`/verifications/${last.verificationId}`);
});

test("a failure, a cancellation, and an organization without channels make no alert", async () => {
  const { organizationId, ask, kinds } = await msp();
  await settleAs("failed", (await ask()).verificationId);
  await settleAs("cancelled", (await ask()).verificationId);
  expect(await kinds()).toEqual([]);
  await deps.db.alertChannel.updateMany({ where: { organizationId }, data: { disabledAt: deps.now() } });
  const { token, verificationId } = await ask();
  await deny(deps, token);
  expect(await deps.db.verification.findUniqueOrThrow({ where: { id: verificationId } })).toMatchObject({ state: "denied" });
  expect(await kinds()).toEqual([]);
});
