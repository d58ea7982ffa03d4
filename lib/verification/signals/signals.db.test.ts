import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Requester } from "../../directory/find-requester.ts";
import { hours, later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { answerCode } from "../answer-code.ts";
import { deny } from "../deny.ts";
import { handleExpireVerification } from "../expire-verification.handler.ts";
import { findOpenPage } from "../find-open-page.ts";
import { getVerification } from "../queries.ts";
import { handleSendChallenge } from "../send-challenge.handler.ts";
import { settle } from "../settle.ts";
import { startVerification } from "../start-verification.ts";
import type { Strength } from "../strength.ts";
import { decideHold } from "./decide-hold.ts";
import { saveRiskSettings } from "./risk-settings.ts";
import { takeVisit, type Visit } from "./take-visit.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(new Date());
});

// Real addresses of real networks, as the lists that come with the product have them.
const home = "84.160.1.1";
const homeInBrazil = "200.147.3.157";
const torExit = "185.220.101.1";
const rentedInFinland = "65.21.1.1";

const browser = {
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  acceptLanguage: "de",
  device: "their own browser",
};
const lead = { kind: "member", id: crypto.randomUUID(), name: "Linnea Lead" } as const;

async function makePlace() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const company = {
    connectionId: connection.id,
    organizationId,
    autotaskId: 12n,
    name: "Kanzlei",
    countryCode: "DE",
    fetchedAt: new Date(),
  };
  await deps.db.mirroredCompany.create({ data: company });
  return { organizationId, connectionId: connection.id };
}
type Place = Awaited<ReturnType<typeof makePlace>>;

type Asked = { requester?: Requester; strengthAsked?: Strength };

/** A question by mail to a contact of a company in Germany, with the token and the code of its mail. */
async function asked(place: Place, { requester = aRequester, strengthAsked = "weak" }: Asked = {}) {
  const ticket = await makeTicket(deps.db, { ...place, number: `T${crypto.randomUUID().slice(0, 8)}` });
  await deps.db.ticket.update({ where: { id: ticket.id }, data: { companyId: 12n } });
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...{ ...place, ticketId: ticket.id, run: "auto", strengthAsked, actor: { kind: "system" }, now: deps.now() },
      ...{ requester, companyName: "Kanzlei" },
    }),
  );
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, state: "waiting" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const text = deps.mails.at(-1)?.text ?? "";
  const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
  return { verificationId, token: /\/v\/([\w-]+)/.exec(text)?.[1] ?? "", code };
}

/** What the route of the code does, from this address and browser. */
async function answer({ token, code }: { token: string; code: string }, visit: Partial<Visit> = {}) {
  await takeVisit(deps, { token, visit: { ...browser, address: home, ...visit }, kind: "answer" });
  return answerCode(deps, { token, code });
}

const rowOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const codesOf = async (id: string) => ((await rowOf(id)).signals as { code: string }[]).map(({ code }) => code).sort();
const kindsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

describe("through the Tor network", () => {
  test("the right code does not pass: a lead must look first", async () => {
    const place = await makePlace();
    const asking = await asked(place);

    expect(await answer(asking, { address: torExit })).toEqual({ result: "more" });

    expect(await rowOf(asking.verificationId)).toMatchObject({ settledAt: null, risk: 8, strength: null });
    expect(await findOpenPage(deps, asking.token)).toMatchObject({ isHeld: true, others: [] });
    expect(await answerCode(deps, asking)).toEqual({ result: "code_expired" });
  });

  test("the same person from their home network passes, with nothing said of them", async () => {
    const place = await makePlace();
    const asking = await asked(place);

    expect(await answer(asking)).toEqual({ result: "passed", verificationId: asking.verificationId });

    expect(await rowOf(asking.verificationId)).toMatchObject({ risk: 0, signals: [], heldAt: null, strengthRaisedFrom: null });
  });

  test("once tried from there, the right code from elsewhere waits for the lead too", async () => {
    const asking = await asked(await makePlace());
    await answer({ ...asking, code: "000000" === asking.code ? "000001" : "000000" }, { address: torExit });

    expect(await answer(asking)).toEqual({ result: "more" });
    expect(await codesOf(asking.verificationId)).toEqual(["tor_exit"]);
  });

  test("nothing passes past the hold, whoever calls", async () => {
    const asking = await asked(await makePlace());
    await answer(asking, { address: torExit });

    const proof = { method: "email_code", strength: "weak" } as const;
    const end = { verificationId: asking.verificationId, outcome: "passed", proof, actor: { kind: "system" }, now: deps.now() } as const;
    await expect(inTransaction(deps.db, (tx) => settle(tx, end))).rejects.toThrow("is held");
  });
});

describe("a hold", () => {
  async function held() {
    const place = await makePlace();
    const asking = await asked(place);
    await answer(asking, { address: torExit });
    const decide = (decision: "release" | "refuse", actor: Parameters<typeof decideHold>[1]["actor"] = lead) =>
      decideHold(deps, { ...place, verificationId: asking.verificationId, decision, reason: "Called them on the number we know", actor });
    return { ...place, ...asking, decide };
  }

  test("is released by a lead: it passes at what was proven, and not at more", async () => {
    const { verificationId, decide } = await held();
    await decide("release");
    await lookAtContacts(deps);
    expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "weak", method: "email_code" });
    expect((await kindsOf(verificationId)).slice(-4)).toEqual(["held", "awaits_release", "hold_released", "passed"]);
  });

  test("is refused by a lead: it failed", async () => {
    const { verificationId, decide } = await held();
    await decide("refuse");
    expect(await rowOf(verificationId)).toMatchObject({ state: "failed", reason: "verification.hold_refused" });
    await expect(decide("release")).rejects.toMatchObject({ code: "verification.not_held" });
  });

  test("is decided by a person, and not by who started it", async () => {
    const { verificationId, decide } = await held();
    const key = { kind: "api_key", id: crypto.randomUUID(), name: "A script" } as const;
    await expect(decide("release", key)).rejects.toMatchObject({ code: "verification.hold_by_person" });
    await deps.db.verification.update({ where: { id: verificationId }, data: { startedById: lead.id } });
    await expect(decide("release")).rejects.toMatchObject({ code: "verification.hold_second_person" });
  });

  test("of another organization does not exist", async () => {
    const { verificationId } = await held();
    const { organizationId } = await makePlace();
    const foreign = decideHold(deps, {
      organizationId,
      verificationId,
      decision: "release",
      reason: "We are not they at all",
      actor: lead,
    });
    await expect(foreign).rejects.toMatchObject({ code: "verification.not_found" });
  });

  test("is not released before all is proven", async () => {
    const place = await makePlace();
    const asking = await asked(place);
    await answer({ ...asking, code: asking.code === "000000" ? "000001" : "000000" }, { address: torExit });
    const early = {
      ...place,
      verificationId: asking.verificationId,
      decision: "release",
      reason: "In a hurry, as ever",
      actor: lead,
    } as const;
    await expect(decideHold(deps, early)).rejects.toMatchObject({ code: "verification.not_held" });
  });

  test("can still be denied by the person", async () => {
    const { verificationId, token, decide } = await held();
    await deny(deps, token);
    expect(await rowOf(verificationId)).toMatchObject({ state: "denied" });
    await expect(decide("release")).rejects.toMatchObject({ code: "verification.not_held" });
  });

  test("gives a lead eight hours, and then it expires as not released", async () => {
    const { verificationId } = await held();
    const start = deps.now();
    deps.setNow(later(start, hours(7.9)));
    await handleExpireVerification(deps, jobRun(deps, { verificationId }));
    expect((await rowOf(verificationId)).settledAt).toBeNull();
    deps.setNow(later(start, hours(8.1)));
    await handleExpireVerification(deps, jobRun(deps, { verificationId }));
    expect(await rowOf(verificationId)).toMatchObject({ state: "expired", reason: "verification.not_released" });
  });

  test("is told to the members in sentences", async () => {
    const { organizationId, verificationId } = await held();
    const { risk } = await inTransaction(deps.db, (tx) => getVerification(tx, organizationId, verificationId));
    expect(risk).toMatchObject({ risk: 8, hold: { awaitsRelease: true, releasedAt: null } });
    expect(risk.signals[0]?.sentence).toBe(
      "The answer came through the Tor network (Stiftung Erneuerbare Freiheit), which hides where people are.",
    );
  });
});

describe("more is asked", () => {
  const withMobile = { ...aRequester, phones: [mobile("+4915112345678")] };

  test("of a rented machine abroad: the code alone is not enough any more, and a call-back is asked too", async () => {
    const asking = await asked(await makePlace(), { requester: withMobile });

    expect(await answer(asking, { address: rentedInFinland })).toEqual({ result: "more" });

    expect(await rowOf(asking.verificationId)).toMatchObject({ strengthAsked: "fair", strengthRaisedFrom: "weak", method: "call_back" });
    expect(await codesOf(asking.verificationId)).toEqual(["country_differs", "hosting_network"]);
  });

  test("and where nothing on file reaches it, it is not possible, and the reason says why", async () => {
    const asking = await asked(await makePlace());
    await answer(asking, { address: rentedInFinland });
    expect(await rowOf(asking.verificationId)).toMatchObject({ state: "not_possible", reason: "verification.raised_out_of_reach" });
  });

  test("of a request for best there is nothing more to ask: with its proof it waits for a lead", async () => {
    const asking = await asked(await makePlace());
    await deps.db.verification.update({ where: { id: asking.verificationId }, data: { strengthAsked: "best" } });
    await takeVisit(deps, { token: asking.token, visit: { ...browser, address: rentedInFinland }, kind: "answer" });
    expect(await rowOf(asking.verificationId)).toMatchObject({ strengthAsked: "best", strengthRaisedFrom: null, heldAt: expect.any(Date) });
    const held = await deps.db.verificationEvent.findFirstOrThrow({ where: { verificationId: asking.verificationId, kind: "held" } });
    expect(held.details).toMatchObject({ isForBest: true, risk: 7 });
  });

  test("once, however many answers come from there", async () => {
    const asking = await asked(await makePlace(), { requester: withMobile });
    const visit = { ...browser, address: rentedInFinland };
    for (let time = 0; time < 3; time++) await takeVisit(deps, { token: asking.token, visit, kind: "answer" });
    expect((await kindsOf(asking.verificationId)).filter((kind) => kind === "strength_raised")).toHaveLength(1);
    expect(await rowOf(asking.verificationId)).toMatchObject({ strengthAsked: "fair" });
  });

  test("from the risk that the organization set", async () => {
    const place = await makePlace();
    const settings = { stepUpFrom: 8, holdFrom: 10, campaignFrom: 3, campaignMinutes: 60 };
    await saveRiskSettings(deps, { organizationId: place.organizationId, actor: lead, settings });
    const asking = await asked(place);
    expect(await answer(asking, { address: rentedInFinland })).toMatchObject({ result: "passed" });
    expect(await rowOf(asking.verificationId)).toMatchObject({ risk: 7, strengthRaisedFrom: null });
  });
});

describe("what a person did before", () => {
  test("another browser than the one they passed with is told of, and asks for nothing more", async () => {
    const place = await makePlace();
    await answer(await asked(place));
    await lookAtContacts(deps);
    const again = await asked(place);
    expect(await answer(again, { device: "somebody's browser" })).toMatchObject({ result: "passed" });
    expect(await codesOf(again.verificationId)).toEqual(["new_device"]);
    await lookAtContacts(deps);
    const third = await asked(place);
    await answer(third);
    expect(await codesOf(third.verificationId)).toEqual([]);
  });

  test("a browser that guessed wrong before the person came is not remembered as theirs", async () => {
    const place = await makePlace();
    const asking = await asked(place);
    await answer({ ...asking, code: asking.code === "000000" ? "000001" : "000000" }, { device: "a guesser's browser" });
    await answer(asking);
    await lookAtContacts(deps);
    const again = await asked(place);
    await answer(again, { device: "a guesser's browser" });
    expect(await codesOf(again.verificationId)).toEqual(["new_device"]);
  });

  test("a pass at home and an answer from over the ocean an hour later do not go together", async () => {
    const place = await makePlace();
    await answer(await asked(place));
    await lookAtContacts(deps);
    deps.setNow(later(deps.now(), minutes(60)));
    const again = await asked(place);
    expect(await answer(again, { address: homeInBrazil })).toEqual({ result: "more" });
    expect(await codesOf(again.verificationId)).toEqual(["country_differs", "impossible_travel"]);
  });

  test("who travelled for two days is asked nothing more", async () => {
    const place = await makePlace();
    await answer(await asked(place));
    await lookAtContacts(deps);
    deps.setNow(later(deps.now(), hours(48)));
    const again = await asked(place);
    expect(await answer(again, { address: homeInBrazil })).toMatchObject({ result: "passed" });
    expect(await codesOf(again.verificationId)).toEqual(["country_differs"]);
  });

  test("is not shared between organizations", async () => {
    await answer(await asked(await makePlace()));
    await lookAtContacts(deps);
    const elsewhere = await asked(await makePlace());
    await answer(elsewhere, { device: "somebody's browser" });
    expect(await codesOf(elsewhere.verificationId)).toEqual([]);
  });
});

describe("what is kept", () => {
  test("holds no address and no cookie, and ends after 90 days", async () => {
    const place = await makePlace();
    const first = await asked(place);
    await answer(first, { device: "a very own browser" });
    const rows = await deps.db.requesterVisit.findMany({ where: { verificationId: first.verificationId } });
    expect(rows).toMatchObject([{ country: "DE", asn: null, network: "access" }]);
    expect(JSON.stringify(rows)).not.toContain("84.160");
    deps.setNow(later(deps.now(), hours(24) * 91));
    await answer(await asked(place));
    await lookAtContacts(deps);
    expect(await deps.db.requesterVisit.count({ where: { verificationId: first.verificationId } })).toBe(0);
  });

  test.each(["127.0.0.1", "10.0.0.7", "::1", null])("of %s is no address at all, and no network is judged", async (address) => {
    const asking = await asked(await makePlace());
    expect(await answer(asking, { address })).toMatchObject({ result: "passed" });
    const rows = await deps.db.requesterVisit.findMany({ where: { verificationId: asking.verificationId } });
    expect(rows).toMatchObject([{ addressMac: null, country: null, network: null }]);
    expect(await rowOf(asking.verificationId)).toMatchObject({ risk: 0 });
  });

  test("is nothing for a link that is unknown or over", async () => {
    const asking = await asked(await makePlace());
    const visit = { ...browser, address: torExit };
    await answer(asking);
    expect(await takeVisit(deps, { token: asking.token, visit, kind: "answer" })).toBe(false);
    expect(await takeVisit(deps, { token: "A".repeat(43), visit, kind: "answer" })).toBe(false);
    await lookAtContacts(deps);
    expect(await rowOf(asking.verificationId)).toMatchObject({ state: "passed", risk: 0 });
  });
});

test("who stops a request from anywhere is not doubted for it", async () => {
  const asking = await asked(await makePlace());
  await takeVisit(deps, { token: asking.token, visit: { ...browser, address: torExit }, kind: "denial" });
  await deny(deps, asking.token);
  expect(await rowOf(asking.verificationId)).toMatchObject({ state: "denied", risk: null, heldAt: null });
  expect((await queuedJobs(deps)).map(({ name }) => name)).toContain("verification.watch-campaign");
});

function mobile(address: string) {
  return { address, typed: address, callingCode: "49", country: "DE", kind: "mobile" } as const;
}
