import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keepLooking } from "@/lib/testing/looking.ts";
import { factMacs } from "@/lib/verification/questions/fact-macs.ts";
import { answersPerAddress } from "@/lib/verification/requester-throttle.ts";
import { handleSendChallenge } from "@/lib/verification/send-challenge.handler.ts";
import { drawSpoken, openSpoken } from "@/lib/verification/spoken.ts";
import type { Route } from "@/lib/web/define-route.ts";
import { makeVerification } from "../../../lib/testing/factories.ts";
import { jobRun, type TestDeps, testDeps } from "../../../lib/testing/test-deps.ts";
import { POST as postCode } from "./code/route.ts";
import { POST as postDeny } from "./deny/route.ts";
import { GET as getLogo } from "./logo/route.ts";
import { POST as postMethod } from "./method/route.ts";
import { POST as postNewCode } from "./new-code/route.ts";
import { POST as postNumber } from "./number/route.ts";
import { POST as postOpened } from "./opened/route.ts";
import { POST as postQuestions } from "./questions/route.ts";
import { POST as postWrongPhrase } from "./wrong-phrase/route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
let deps: TestDeps;
let stopLooking: () => Promise<void>;
beforeAll(async () => {
  deps = await testDeps();
  stopLooking = keepLooking(deps);
  kept.countersignWebDeps = deps;
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await stopLooking();
  await deps.close();
});
beforeEach(() => {
  deps.mails.length = 0;
});

const origin = "https://verify.example.com";
const unknownToken = "A".repeat(43);

/** A verification whose mail was sent, with the token and the code that the mail carries. */
async function asked() {
  const made = await makeVerification(deps);
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId: made.verificationId, method: "email_code" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const text = deps.mails.at(-1)?.text ?? "";
  const code = (/Your code: (\d{3} \d{3})/.exec(text)?.[1] ?? "").replace(" ", "");
  return { ...made, token: /\/v\/([\w-]+)/.exec(text)?.[1] ?? "", code, wrong: String((Number(code) + 1) % 1_000_000).padStart(6, "0") };
}

const stateOf = async (id: string) => (await deps.db.verification.findUniqueOrThrow({ where: { id } })).state;

type Send = { token: string; headers?: Record<string, string>; fields?: Record<string, string> };

function send(route: Route, { token, headers = { origin }, fields = {} }: Send): Promise<Response> {
  const request = new Request(`${origin}/v/${token}/x`, { method: "POST", headers, body: new URLSearchParams(fields) });
  return route(request, { params: Promise.resolve({ token }) });
}

const seen = async (answer: Response) => ({
  status: answer.status,
  location: answer.headers.get("location"),
  cookie: answer.headers.get("set-cookie"),
  cache: answer.headers.get("cache-control"),
  body: await answer.text(),
});

test("the right code leads to the end page, with a cookie for this link alone that no script reads", async () => {
  const { token, code, verificationId } = await asked();

  const answer = await send(postCode, { token, fields: { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` } });

  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`/v/${token}/done`);
  const [cookie = "", device = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-countersign\.end=[0-9a-f-]{36}\.[\w-]{43}; /);
  expect(cookie.split("; ").slice(1)).toEqual([`Path=/v/${token}`, "Max-Age=900", "HttpOnly", "SameSite=Strict", "Secure"]);
  expect(device).toMatch(/^__Secure-countersign\.device=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Strict; Secure$/);
  expect(await stateOf(verificationId)).toBe("passed");
});

test("a right code that is not enough, with nothing left to ask, leads to the end page and says so there", async () => {
  const { token, code, verificationId } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { strengthAsked: "good" } });

  const answer = await send(postCode, { token, fields: { code } });

  expect(answer.headers.get("location")).toBe(`/v/${token}/done`);
  expect(answer.headers.get("set-cookie")).toContain("countersign.end=");
  expect(await stateOf(verificationId)).toBe("not_possible");
});

test("a browser that answers while the question is open may see later that it is over, by a cookie that proves nothing else", async () => {
  const { token, wrong } = await asked();

  for (const answer of [await send(postOpened, { token }), await send(postCode, { token, fields: { code: wrong } })]) {
    const cookie = answer.headers.getSetCookie().find((each) => !each.includes(".device=")) ?? "";
    expect(cookie).toMatch(/^__Secure-countersign\.seen=[0-9a-f-]{36}\.[\w-]{43}; /);
    expect(cookie.split("; ").slice(1)).toEqual([`Path=/v/${token}`, "Max-Age=7200", "HttpOnly", "SameSite=Lax", "Secure"]);
  }

  await send(postDeny, { token });
  expect((await send(postOpened, { token })).headers.get("set-cookie")).toBeNull();
});

test("what was typed never comes back: the next address carries a word from a fixed list", async () => {
  const { token, wrong } = await asked();

  expect((await send(postCode, { token, fields: { code: wrong } })).headers.get("location")).toBe(`/v/${token}?said=wrong`);
  expect((await send(postCode, { token, fields: { code: "<b>" } })).headers.get("location")).toBe(`/v/${token}?said=unreadable`);
  expect((await send(postCode, { token })).headers.get("location")).toBe(`/v/${token}?said=unreadable`);
  expect((await send(postNewCode, { token })).headers.get("location")).toMatch(/\?said=too_soon&wait=\d{1,2}$/);
});

test("the fifth wrong code leads to the end page", async () => {
  const { token, wrong, verificationId } = await asked();

  for (const _ of [1, 2, 3, 4]) await send(postCode, { token, fields: { code: wrong } });
  const answer = await send(postCode, { token, fields: { code: wrong } });

  expect(answer.headers.get("location")).toBe(`/v/${token}/done`);
  expect(answer.headers.get("set-cookie")).toContain(verificationId);
  expect(await stateOf(verificationId)).toBe("failed");
});

test("a denial leads to the end page and stands", async () => {
  const { token, code, verificationId } = await asked();

  expect((await send(postDeny, { token })).headers.get("location")).toBe(`/v/${token}/done`);
  expect(await stateOf(verificationId)).toBe("denied");
  expect((await send(postCode, { token, fields: { code } })).headers.get("set-cookie")).toBeNull();
  expect(await stateOf(verificationId)).toBe("denied");
});

test.each([
  ["a code", postCode],
  ["a new code", postNewCode],
  ["a denial", postDeny],
  ["an opening", postOpened],
  ["another way", postMethod],
  ["a number", postNumber],
  ["questions about what is on file", postQuestions],
  ["a wrong phrase", postWrongPhrase],
])("%s for a link that never was is answered like one for a link that is over", async (_, route) => {
  const { token } = await asked();
  await send(postDeny, { token });

  const [unknown, ended] = await Promise.all(
    [unknownToken, token].map(async (each) => seen(await send(route, { token: each, fields: { code: "123456" } }))),
  );

  expect(unknown).toEqual({ ...ended, location: ended?.location?.replace(token, unknownToken) ?? null });
  expect(unknown?.cookie).toBeNull();
  expect(unknown?.cache).toBe("no-store");
});

const foreign: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
];

test.each(foreign)("an answer sent from elsewhere (%o) changes nothing and is refused in words", async (headers) => {
  const { token, code, verificationId } = await asked();

  for (const route of [postCode, postDeny, postNewCode, postOpened, postMethod, postNumber, postQuestions, postWrongPhrase]) {
    const answer = await send(route, { token, headers, fields: { code } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("It did not come from our own page.");
  }
  expect(await stateOf(verificationId)).toBe("sent");
});

test("one address may answer so often in a minute; another still may, and the refusal says how long to wait", async () => {
  const { token, code, wrong, verificationId } = await asked();
  const from = (address: string) => ({ origin, "x-forwarded-for": address });

  for (let count = 0; count < answersPerAddress; count += 1) await send(postCode, { token: unknownToken, headers: from("203.0.113.9") });
  const refused = await send(postCode, { token, headers: from("203.0.113.9"), fields: { code: wrong } });

  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.text()).toContain("Too many answers at once");
  expect((await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } })).tries).toBe(0);
  expect((await send(postCode, { token, headers: from("203.0.113.10"), fields: { code } })).headers.get("location")).toBe(
    `/v/${token}/done`,
  );
});

test("a hostile link cannot lead away, and is text in the page that refuses it", async () => {
  const token = '//evil.example/"><script>';

  expect((await send(postDeny, { token: encodeURIComponent(token) })).headers.get("location")).toMatch(/^\/v\/%25/);
  expect(await (await send(postDeny, { token, headers: {} })).text()).not.toMatch(/<script>|href="(?!\/v\/)/);
});

test("another way is asked by a plain form; what is no way of this link leaves everything as it is", async () => {
  const { token, verificationId } = await asked();
  const other = await asked();
  const { id: way } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId } });
  const locationOf = async (fields: Record<string, string>, from = token) =>
    (await send(postMethod, { token: from, fields })).headers.get("location");

  expect(await locationOf({ way })).toBe(`/v/${token}`);
  await deps.db.challenge.update({ where: { id: way }, data: { state: "offered" } });
  expect(await locationOf({ way }, other.token)).toBe(`/v/${other.token}`);
  expect(await locationOf({})).toBe(`/v/${token}`);
  expect(await locationOf({ way: "nothing" })).toBe(`/v/${token}`);
  expect((await deps.db.challenge.findUniqueOrThrow({ where: { id: way } })).state).toBe("offered");

  expect(await locationOf({ way })).toBe(`/v/${token}?said=other_way`);
  expect((await deps.db.challenge.findUniqueOrThrow({ where: { id: way } })).state).toBe("waiting");
});

test("what a caller said wrong leads to the end page, and stands", async () => {
  const { token, verificationId } = await asked();

  expect((await send(postWrongPhrase, { token })).headers.get("location")).toBe(`/v/${token}/done`);
  expect(await stateOf(verificationId)).toBe("denied");
});

test("a number is answered by words from a fixed list, and the fifth wrong one leads to the end page", async () => {
  const { token, verificationId } = await asked();
  const data = drawSpoken(deps.secrets, { id: verificationId, withTechnician: true });
  await deps.db.verification.update({ where: { id: verificationId }, data });
  const right = openSpoken(deps.secrets, { id: verificationId, ...data }).number;
  const other = right === "42" ? "43" : "42";
  const locationOf = async (number: string) => (await send(postNumber, { token, fields: { number } })).headers.get("location");

  expect(await locationOf("<b>")).toBe(`/v/${token}?said=unreadable_number`);
  for (const _ of [1, 2, 3, 4]) expect(await locationOf(other)).toBe(`/v/${token}?said=wrong_number`);
  expect(await locationOf(other)).toBe(`/v/${token}/done`);
  expect(await stateOf(verificationId)).toBe("failed");
});

test("the questions about what is on file lead to the same page whatever is answered; a ticked “I do not know” counts, and only the first time", async () => {
  const round = async (fields: Record<string, string>, times = 1) => {
    const { token, verificationId, organization } = await asked();
    const facts = factMacs(deps.secrets, { verificationId, facts: { last_ticket: ["month"], device: ["pc12"], town: ["kiel"] } });
    const made = { verificationId, organizationId: organization.id, pointsEach: 3, minimum: 2 };
    await deps.db.questionRound.create({ data: { ...made, readAt: new Date(), facts } });
    for (let time = 0; time < times; time += 1) {
      const answered = await send(postQuestions, { token, fields });
      expect([answered.status, answered.headers.get("location"), await answered.text()]).toEqual([303, `/v/${token}`, ""]);
      expect(answered.headers.get("set-cookie")).not.toContain("countersign.end");
    }
    const { outcome, reason, counted, wrong } = await deps.db.questionRound.findUniqueOrThrow({ where: { verificationId } });
    return { outcome, reason, counted, wrong };
  };
  const right = { last_ticket: "month", device: "PC-12", town: "Kiel" };
  expect(await round(right, 2)).toEqual({ outcome: "matched", reason: null, counted: 3, wrong: 0 });
  expect(await round({ last_ticket: "week", device: "PC-1", town: "Bonn" }, 2)).toMatchObject({ outcome: "did_not_match", wrong: 3 });
  expect(await round({ ...right, town: "Bonn", town_unknown: "yes" })).toMatchObject({ outcome: "matched", counted: 2 });
  expect(await round({ ...right, last_ticket: "unknown", device_unknown: "yes" })).toMatchObject({ reason: "too_few_answers", counted: 1 });
  expect(await round({ ...right, skip: "yes" })).toMatchObject({ outcome: "not_enough_questions", reason: "skipped" });
  expect(await round({})).toMatchObject({ reason: "too_few_answers" });
});

test("an opening is noted once, and says nothing", async () => {
  const { token, verificationId } = await asked();

  expect((await send(postOpened, { token })).status).toBe(204);
  expect(await stateOf(verificationId)).toBe("opened");
});

test("the logo shows while the question is open, then only with the proof of this link, and only as a picture", async () => {
  const { token, organization } = await asked();
  const logo = new Uint8Array([137, 80, 78, 71]);
  const fetchLogo = (cookie = "") =>
    getLogo(new Request(`${origin}/v/${token}/logo`, { headers: { cookie } }), { params: Promise.resolve({ token }) });
  expect((await fetchLogo()).status).toBe(404);

  await deps.db.organization.update({ where: { id: organization.id }, data: { logo, logoType: "image/png" } });
  const shown = await fetchLogo();
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(logo);

  const seen = (await send(postOpened, { token })).headers.get("set-cookie")?.split(";")[0] ?? "";
  const cookie = (await send(postDeny, { token })).headers.get("set-cookie")?.split(";")[0] ?? "";
  const other = await asked();
  const othersSeen = (await send(postOpened, { token: other.token })).headers.get("set-cookie")?.split(";")[0] ?? "";
  const othersCookie = (await send(postDeny, { token: other.token })).headers.get("set-cookie")?.split(";")[0] ?? "";
  expect((await fetchLogo()).status).toBe(404);
  expect((await fetchLogo(othersCookie)).status).toBe(404);
  expect((await fetchLogo(`a=b; ${cookie}`)).status).toBe(200);
  expect((await fetchLogo(`a=b; ${seen}`)).status).toBe(200);
  expect((await fetchLogo(othersSeen)).status).toBe(404);

  await deps.db.organization.update({ where: { id: organization.id }, data: { logoType: "image/svg+xml" } });
  expect((await fetchLogo(cookie)).status).toBe(404);
});
