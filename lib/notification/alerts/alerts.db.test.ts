import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeIncident, openIncident } from "../../connection/incidents.ts";
import type { FailureCode } from "../../connection/schema.ts";
import { hours, later, minutes, seconds } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { IncidentKind } from "../../platform/db/generated/enums.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { type StubHttp, startStubHttp } from "../../testing/stub-http.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { addChannel } from "./add-channel.ts";
import { handleAnnounceIncident } from "./announce-incident.handler.ts";
import { changeChannel, removeChannel } from "./change-channel.ts";
import { listChannels } from "./list-channels.ts";
import { giveUpAfterMs, handleSendAlert } from "./send-alert.handler.ts";
import { handleTellChannelGone } from "./tell-channel-gone.handler.ts";
import { testChannel } from "./test-channel.ts";

let deps: TestDeps;
let chat: StubHttp;
let status = 200;
let retryAfter: string | null = null;

beforeAll(async () => {
  deps = await testDeps();
  chat = await startStubHttp((_request, response) => {
    response.writeHead(status, retryAfter === null ? {} : { "retry-after": retryAfter }).end(status === 200 ? "ok" : "no_service");
  });
});
afterAll(async () => {
  await chat.close();
  await deps.close();
});
beforeEach(() => {
  status = 200;
  retryAfter = null;
  chat.requests.length = 0;
  deps.mails.length = 0;
  deps.failMail(null);
  deps.setNow(start);
});

const start = new Date("2026-11-24T14:00:00Z");
const actor = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;

async function arrange({ slack = true, mail = false } = {}) {
  const organization = await makeOrganization(deps.db);
  const organizationId = organization.id;
  const { connection } = await makeConnection(deps, { organizationId });
  const add = (kind: "mail" | "slack", address: string) =>
    addChannel(deps, { organizationId, actor, channel: { kind, name: `Alerts by ${kind}`, address } });
  const channel = slack ? await add("slack", `http://${chat.host}/services/T0/B0/${crypto.randomUUID()}`) : null;
  if (mail) await add("mail", "oncall@nordlicht.example");
  const place = { organizationId, connectionId: connection.id };
  return { organizationId, organization, connection, channelId: channel?.id ?? "", place };
}
type Arranged = Awaited<ReturnType<typeof arrange>>;

const open = ({ place }: Arranged, kind: IncidentKind = "credentials", code: FailureCode = "connection.secret_refused") =>
  inTransaction(deps.db, (tx) => openIncident(tx, { ...place, kind, code, at: deps.now() }));
const close = ({ place }: Arranged, kind: IncidentKind = "credentials", by: "repaired" | "recovered" | "person" = "person") =>
  inTransaction(deps.db, (tx) => closeIncident(tx, { connectionId: place.connectionId, kind, by, at: deps.now() }));
const announce = (incidentId: string, what: "opened" | "closed" = "opened") =>
  handleAnnounceIncident(deps, jobRun(deps, { incidentId, what }));
const alertsOf = ({ organizationId }: Arranged) => deps.db.alert.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
const sendAll = async (arranged: Arranged) => {
  for (const { id } of await alertsOf(arranged)) await handleSendAlert(deps, jobRun(deps, { alertId: id }));
};
const view = async ({ organizationId, channelId }: Arranged) => {
  const found = (await listChannels(deps, organizationId)).find(({ id }) => id === channelId);
  if (!found) throw new Error("The channel is not listed");
  return found;
};
const auditOf = async ({ organizationId }: Arranged) =>
  deps.db.auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" } });

test("fifty failures are one incident and one alert, with however many processes announcing it", async () => {
  const arranged = await arrange({ mail: true });
  const opened = await Promise.all(Array.from({ length: 50 }, () => open(arranged)));
  const ids = new Set(opened.map(({ id }) => id));
  expect(ids.size).toBe(1);
  const [id = ""] = ids;
  await Promise.all(Array.from({ length: 8 }, () => announce(id)));
  expect((await alertsOf(arranged)).map(({ kind }) => kind)).toEqual(["needs_attention", "needs_attention"]);
  expect((await queuedJobs(deps)).filter(({ name }) => name === "notification.send-alert")).toHaveLength(2);
  await sendAll(arranged);
  await sendAll(arranged);
  expect(chat.requests).toHaveLength(1);
  expect(deps.mails.map(({ to }) => to)).toEqual(["oncall@nordlicht.example"]);
});

test("beginning and end announced at the same moment are told once each, in either order", async () => {
  const arranged = await arrange();
  const { id } = await open(arranged);
  await announce(id);
  await close(arranged);
  await Promise.all([announce(id, "closed"), announce(id), announce(id, "closed")]);
  expect((await alertsOf(arranged)).map(({ kind }) => kind)).toEqual(["needs_attention", "back_to_normal"]);
});

test("what we repair within two minutes is told once, as repaired, and the delayed look finds nothing to say", async () => {
  const arranged = await arrange();
  const { id } = await open(arranged, "webhook", "connection.webhook_inactive");
  await announce(id);
  expect(await alertsOf(arranged)).toEqual([]);
  const waiting = (await queuedJobs(deps)).findLast(({ name }) => name === "notification.announce-incident");
  expect(waiting).toMatchObject({ payload: { incidentId: id, what: "opened" }, runAt: later(start, minutes(2)) });
  deps.setNow(later(start, seconds(40)));
  await close(arranged, "webhook", "repaired");
  await announce(id, "closed");
  deps.setNow(later(start, minutes(2)));
  await announce(id);
  await sendAll(arranged);
  expect((await alertsOf(arranged)).map(({ kind }) => kind)).toEqual(["repaired"]);
  expect(chat.requests).toHaveLength(1);
  expect(chat.requests[0]?.bodyText).toContain("Nordlicht Systemhaus GmbH: repaired");
});

test("the end goes only where the beginning went", async () => {
  const arranged = await arrange();
  const { id } = await open(arranged);
  await announce(id);
  await addChannel(deps, {
    organizationId: arranged.organizationId,
    actor,
    channel: { kind: "mail", name: "Late", address: "late@nordlicht.example" },
  });
  await close(arranged);
  await announce(id, "closed");
  await sendAll(arranged);
  expect(deps.mails).toEqual([]);
  expect((await alertsOf(arranged)).map(({ channelId }) => channelId)).toEqual([arranged.channelId, arranged.channelId]);
});

test("an end that overtakes its beginning in the queue is the only message", async () => {
  const arranged = await arrange();
  const { id } = await open(arranged);
  await announce(id);
  await close(arranged);
  await announce(id, "closed");
  await sendAll(arranged);
  expect(chat.requests.map(({ bodyText }) => bodyText.includes("back to normal"))).toEqual([true]);
});

test("a trouble that comes and goes is told three times an hour, then summed up, then quiet until the hour is over", async () => {
  const arranged = await arrange();
  for (let round = 0; round < 6; round++) {
    deps.setNow(later(start, minutes(round * 5)));
    const { id } = await open(arranged);
    await announce(id);
    await close(arranged, "credentials", "recovered");
    await announce(id, "closed");
  }
  const openings = (await alertsOf(arranged)).map(({ kind }) => kind).filter((kind) => kind !== "back_to_normal");
  expect(openings).toEqual(["needs_attention", "needs_attention", "needs_attention", "keeps_happening"]);
  deps.setNow(later(start, minutes(35)));
  const { id } = await open(arranged);
  await announce(id);
  const waiting = (await queuedJobs(deps)).findLast(({ name }) => name === "notification.announce-incident");
  expect(waiting?.runAt).toEqual(later(start, minutes(60)));
  // By then the first of the four is older than an hour, and the second a few minutes later.
  deps.setNow(later(start, minutes(66)));
  await announce(id);
  expect((await alertsOf(arranged)).at(-1)).toMatchObject({ incidentId: id, kind: "needs_attention" });
});

test("an organization without channels, and a channel that is off or removed, hears nothing", async () => {
  const arranged = await arrange({ mail: true });
  const channels = await listChannels(deps, arranged.organizationId);
  const [first, second] = channels.map(({ id }) => ({ organizationId: arranged.organizationId, actor, channelId: id }));
  if (!first || !second) throw new Error("There are two channels");
  await changeChannel(deps, { ...first, change: { enabled: false } });
  await removeChannel(deps, second);
  const { id } = await open(arranged);
  await announce(id);
  expect(await alertsOf(arranged)).toEqual([]);
});

test("an alert that waits for its channel is not sent once the channel is off", async () => {
  const arranged = await arrange();
  const { id } = await open(arranged);
  await announce(id);
  await changeChannel(deps, { organizationId: arranged.organizationId, actor, channelId: arranged.channelId, change: { enabled: false } });
  await sendAll(arranged);
  expect(chat.requests).toEqual([]);
});

test("Slack's wish to wait is obeyed, its bad hours are waited for, and after six hours the news is left", async () => {
  const arranged = await arrange();
  await announce((await open(arranged)).id);
  const [alert] = await alertsOf(arranged);
  const send = () => handleSendAlert(deps, jobRun(deps, { alertId: alert?.id ?? "" }));
  status = 429;
  retryAfter = "30";
  await expect(send()).rejects.toMatchObject({ retry: { when: "after", delayMs: 30_000 } });
  expect((await view(arranged)).lastError?.code).toBe("notification.chat_busy");
  status = 503;
  await expect(send()).rejects.toMatchObject({ retry: { when: "backoff" } });
  expect((await view(arranged)).lastError?.code).toBe("notification.chat_unavailable");
  deps.setNow(later(start, giveUpAfterMs));
  await send();
  expect((await alertsOf(arranged))[0]).toMatchObject({ sentAt: null, refusedAt: later(start, hours(6)) });
  expect(await view(arranged)).toMatchObject({ enabled: true });
});

test.each([401, 403, 404, 410])("a webhook that answers %i is gone: its channel is off, the audit names no address", async (code) => {
  const arranged = await arrange({ mail: true });
  await announce((await open(arranged)).id);
  status = code;
  await sendAll(arranged);
  expect(await view(arranged)).toMatchObject({ enabled: false, lastError: { code: "notification.webhook_gone" } });
  const entries = await auditOf(arranged);
  expect(entries.at(-1)).toMatchObject({ action: "notification.alert_channel_disabled", details: { code: "notification.webhook_gone" } });
  expect(JSON.stringify(entries)).not.toContain("/services/");
  // Another channel is left, so nobody is written to.
  expect((await queuedJobs(deps)).filter(({ payload }) => JSON.stringify(payload).includes(arranged.channelId))).toEqual([]);
});

test("when the last channel is gone each owner gets one mail, unless a channel is on again", async () => {
  const arranged = await arrange();
  const owners = ["first@nordlicht.example", "second@nordlicht.example"];
  for (const email of owners) {
    const user = await deps.db.user.create({ data: { email: `${crypto.randomUUID()}-${email}`, name: "Owner", passwordHash: "-" } });
    await deps.db.member.create({ data: { organizationId: arranged.organizationId, userId: user.id, role: "owner" } });
  }
  await announce((await open(arranged)).id);
  status = 410;
  await sendAll(arranged);
  const run = () => handleTellChannelGone(deps, jobRun(deps, { channelId: arranged.channelId }));
  expect((await queuedJobs(deps)).at(-1)).toMatchObject({
    name: "notification.tell-channel-gone",
    payload: { channelId: arranged.channelId },
  });
  await run();
  expect(deps.mails.map(({ to }) => owners.some((email) => to.endsWith(email)))).toEqual([true, true]);
  expect(deps.mails[0]?.text).toContain("Slack says that the webhook of the alert channel “Alerts by slack” is gone");
  deps.mails.length = 0;
  await changeChannel(deps, { organizationId: arranged.organizationId, actor, channelId: arranged.channelId, change: { enabled: true } });
  await run();
  expect(deps.mails).toEqual([]);
});

test("an answer that is no webhook's is final and leaves the channel on", async () => {
  const arranged = await arrange();
  await announce((await open(arranged)).id);
  status = 400;
  await sendAll(arranged);
  expect(await view(arranged)).toMatchObject({ enabled: true, lastError: { code: "notification.message_refused" } });
});

test("a mail that is refused for good is shown on its channel, one that may arrive later is tried again", async () => {
  const arranged = await arrange({ slack: false, mail: true });
  await announce((await open(arranged)).id);
  deps.failMail(new UpstreamError("down", { code: "mail.unavailable", retry: { when: "backoff" } }));
  await expect(sendAll(arranged)).rejects.toThrow("down");
  deps.failMail(new UpstreamError("550", { code: "mail.refused", retry: { when: "never" } }));
  await sendAll(arranged);
  const [channel] = await listChannels(deps, arranged.organizationId);
  expect(channel).toMatchObject({ enabled: true, lastError: { code: "notification.mail_refused" } });
});

test("a message that arrives takes the channel's old error away", async () => {
  const arranged = await arrange();
  await announce((await open(arranged)).id);
  status = 500;
  await expect(sendAll(arranged)).rejects.toThrow();
  status = 200;
  await sendAll(arranged);
  expect(await view(arranged)).toMatchObject({ lastError: null, lastSentAt: start.toISOString() });
});

test("a test is tried once and tells its result, also on a channel that is off", async () => {
  const arranged = await arrange();
  const asked = { organizationId: arranged.organizationId, actor, channelId: arranged.channelId };
  await changeChannel(deps, { ...asked, change: { enabled: false } });
  await testChannel(deps, asked);
  expect((await view(arranged)).test?.state).toBe("sending");
  await sendAll(arranged);
  expect((await view(arranged)).test?.state).toBe("sent");
  expect(chat.requests[0]?.bodyText).toContain("Test of Countersign alerts");
  status = 503;
  deps.setNow(later(start, minutes(1)));
  await testChannel(deps, asked);
  await sendAll(arranged);
  expect(await view(arranged)).toMatchObject({ test: { state: "refused" }, lastError: { code: "notification.chat_unavailable" } });
});
