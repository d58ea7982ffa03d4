import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Requester } from "../../directory/find-requester.ts";
import { closeQuietCampaign } from "../../jobs/catalog.ts";
import { handleAnnounceCampaign } from "../../notification/alerts/announce-campaign.handler.ts";
import { handleSendAlert } from "../../notification/alerts/send-alert.handler.ts";
import { hours, later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../testing/factories.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { deny } from "../deny.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { takeVisit } from "../signals/take-visit.ts";
import { startVerification } from "../start-verification.ts";
import { handleCloseQuietCampaign } from "./close-quiet-campaign.handler.ts";
import { closeCampaign, listCampaigns } from "./manage-campaigns.ts";
import { handleWatchCampaign } from "./watch-campaign.handler.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(new Date());
});

const attacker = "78.46.1.1";
const lead = { kind: "member", id: crypto.randomUUID(), name: "Linnea Lead" } as const;
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

async function makePlace() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  return { organizationId, connectionId: connection.id };
}
type Place = Awaited<ReturnType<typeof makePlace>>;
type From = { companyId?: bigint; address?: string | null; device?: string; contact?: Partial<Requester> };

/** A question to somebody of a company, and its token. */
async function ask(place: Place, { companyId = 1n, contact = {} }: From) {
  const ticket = await makeTicket(deps.db, { ...place, number: `T${crypto.randomUUID().slice(0, 8)}` });
  await deps.db.ticket.update({ where: { id: ticket.id }, data: { companyId } });
  const requester = { ...aRequester, email: `${crypto.randomUUID()}@kanzlei.example`, ...contact };
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...{ ...place, ticketId: ticket.id, run: "auto", strengthAsked: "weak", actor: { kind: "system" }, now: deps.now() },
      ...{ requester, companyName: `Company ${companyId}` },
    }),
  );
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, state: "waiting" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  return { verificationId, token: /\/v\/([\w-]+)/.exec(deps.mails.at(-1)?.text ?? "")?.[1] ?? "" };
}

const come = (token: string, { address = attacker, device = crypto.randomUUID() }: From, kind: "answer" | "denial") =>
  takeVisit(deps, { token, visit: { address, device, userAgent: firefox, acceptLanguage: "de" }, kind });

/** One that is answered from there and then denied, with what the worker does about it. */
async function attempt(place: Place, from: From = {}) {
  const asked = await ask(place, from);
  await come(asked.token, from, "answer");
  await deny(deps, asked.token);
  await handleWatchCampaign(deps, jobRun(deps, { verificationId: asked.verificationId }));
  return asked.verificationId;
}

const campaignsOf = async ({ organizationId }: Place) => (await listCampaigns(deps, organizationId)).items;

test("three denials from one address over two companies are one campaign, with the three in it", async () => {
  const place = await makePlace();
  const first = await attempt(place, { companyId: 1n });
  const second = await attempt(place, { companyId: 1n });
  expect(await campaignsOf(place)).toEqual([]);
  const third = await attempt(place, { companyId: 2n });

  const [campaign, ...others] = await campaignsOf(place);
  expect(others).toEqual([]);
  expect(campaign).toMatchObject({ closedAt: null, common: ["address"] });
  expect(campaign?.verifications.map(({ id }) => id).sort()).toEqual([first, second, third].sort());
});

test("a fourth joins it, and a campaign is announced once", async () => {
  const place = await makePlace();
  for (const companyId of [1n, 2n, 3n, 4n]) await attempt(place, { companyId });
  const [campaign, ...others] = await campaignsOf(place);
  expect(others).toEqual([]);
  expect(campaign?.verifications).toHaveLength(4);
  const announced = (await queuedJobs(deps)).filter(
    ({ name, payload }) => name === "notification.announce-campaign" && (payload as { campaignId: string }).campaignId === campaign?.id,
  );
  expect(announced).toHaveLength(1);
});

test.each<[string, From[]]>([
  ["one company, however often: an office behind one address", [1n, 1n, 1n, 1n].map((companyId) => ({ companyId }))],
  ["two at two companies", [1n, 2n].map((companyId) => ({ companyId }))],
  [
    "addresses that have nothing in common",
    ["78.46.1.1", "65.21.1.1", "84.160.1.1"].map((address, id) => ({ address, companyId: BigInt(id) })),
  ],
  ["loopback, where everybody is", [1n, 2n, 3n].map((companyId) => ({ companyId, address: "127.0.0.1" }))],
])("no campaign: %s", async (_what, attempts) => {
  const place = await makePlace();
  for (const from of attempts) await attempt(place, from);
  expect(await campaignsOf(place)).toEqual([]);
});

test("no campaign over more time than was set", async () => {
  const place = await makePlace();
  for (const companyId of [1n, 2n, 3n]) {
    await attempt(place, { companyId });
    deps.setNow(later(deps.now(), minutes(40)));
  }
  expect(await campaignsOf(place)).toEqual([]);
});

test("no campaign over several organizations: each sees its own", async () => {
  const [one, other] = [await makePlace(), await makePlace()];
  await attempt(one, { companyId: 1n });
  await attempt(one, { companyId: 2n });
  await attempt(other, { companyId: 3n });
  expect([...(await campaignsOf(one)), ...(await campaignsOf(other))]).toEqual([]);
});

test("one browser from changing addresses is one campaign too", async () => {
  const place = await makePlace();
  for (const [index, address] of ["78.46.1.1", "65.21.1.1", "84.160.1.1"].entries()) {
    await attempt(place, { companyId: BigInt(index), address, device: "one browser" });
  }
  expect(await campaignsOf(place)).toMatchObject([{ common: ["device"] }]);
});

test("what comes from there next is marked, and somebody else at the same companies is not", async () => {
  const place = await makePlace();
  for (const companyId of [1n, 2n, 3n]) await attempt(place, { companyId });
  const next = await ask(place, { companyId: 4n });
  await come(next.token, {}, "answer");
  const innocent = await ask(place, { companyId: 1n });
  await come(innocent.token, { address: "84.160.1.1" }, "answer");

  const codesOf = async (id: string) =>
    ((await deps.db.verification.findUniqueOrThrow({ where: { id } })).signals as { code: string }[]).map(({ code }) => code);
  expect(await codesOf(next.verificationId)).toContain("campaign");
  expect(await codesOf(innocent.verificationId)).toEqual([]);
});

test("a lead ends it with a reason, once, and then nothing is marked by it", async () => {
  const place = await makePlace();
  for (const companyId of [1n, 2n, 3n]) await attempt(place, { companyId });
  const campaignId = (await campaignsOf(place))[0]?.id ?? "";
  const close = { ...place, campaignId, reason: "Our own penetration test", actor: lead };
  await closeCampaign(deps, close);

  expect(await campaignsOf(place)).toMatchObject([{ closedByName: "Linnea Lead", closeReason: "Our own penetration test" }]);
  await expect(closeCampaign(deps, close)).rejects.toMatchObject({ code: "verification.campaign_over" });
  const next = await ask(place, { companyId: 4n });
  await come(next.token, {}, "answer");
  expect(JSON.stringify((await deps.db.verification.findUniqueOrThrow({ where: { id: next.verificationId } })).signals)).not.toContain(
    "campaign",
  );
});

test("of another organization it does not exist", async () => {
  const place = await makePlace();
  for (const companyId of [1n, 2n, 3n]) await attempt(place, { companyId });
  const campaignId = (await campaignsOf(place))[0]?.id ?? "";
  const { organizationId } = await makePlace();
  const foreign = closeCampaign(deps, { organizationId, campaignId, reason: "We are not they at all", actor: lead });
  await expect(foreign).rejects.toMatchObject({ code: "verification.campaign_not_found" });
});

test("it ends by itself after a quiet day, and not before", async () => {
  const place = await makePlace();
  for (const companyId of [1n, 2n, 3n]) await attempt(place, { companyId });
  const campaignId = (await campaignsOf(place))[0]?.id ?? "";
  const start = deps.now();
  deps.setNow(later(start, hours(23)));
  await handleCloseQuietCampaign(deps, jobRun(deps, { campaignId }));
  expect(await campaignsOf(place)).toMatchObject([{ closedAt: null }]);
  expect((await queuedJobs(deps)).filter(({ name }) => name === closeQuietCampaign.name).length).toBeGreaterThan(0);
  deps.setNow(later(start, hours(24.1)));
  await handleCloseQuietCampaign(deps, jobRun(deps, { campaignId }));
  expect(await campaignsOf(place)).toMatchObject([{ closedByName: null, closedAt: expect.any(String) }]);
});

test("the alert goes to each channel once, and names no requester, company or address", async () => {
  const place = await makePlace();
  const { organizationId } = place;
  const channel = { organizationId, kind: "mail" as const, name: "Security", email: "security@nordlicht.example", createdAt: new Date() };
  await deps.db.alertChannel.create({ data: channel });
  for (const companyId of [1n, 2n, 3n]) await attempt(place, { companyId });
  const campaignId = (await campaignsOf(place))[0]?.id ?? "";
  for (let time = 0; time < 3; time++) await handleAnnounceCampaign(deps, jobRun(deps, { campaignId }));
  const alerts = await deps.db.alert.findMany({ where: { campaignId } });
  expect(alerts).toHaveLength(1);

  deps.mails.length = 0;
  for (const { id: alertId } of alerts) await handleSendAlert(deps, jobRun(deps, { alertId }));
  const [mail] = deps.mails;
  expect(mail?.to).toBe("security@nordlicht.example");
  expect(mail?.text).toContain("3 verifications at 3 companies failed or were denied, and have one address on the internet in common.");
  expect(mail?.text).toContain("/campaigns");
  for (const secret of [attacker, "kanzlei.example", aRequester.name, "Company 1"]) expect(mail?.text).not.toContain(secret);
});
