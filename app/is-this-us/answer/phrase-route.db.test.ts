import { afterAll, beforeAll, expect, test } from "vitest";
import { handleTellTechnician } from "@/lib/notification/tell-technician.handler.ts";
import { readSpoken } from "@/lib/verification/read-spoken.ts";
import { phrasesPerAddress } from "@/lib/verification/requester-throttle.ts";
import { settle } from "@/lib/verification/settle.ts";
import { handlePlanLateNote } from "@/lib/write-back/plan-late-note.handler.ts";
import { inTransaction } from "../../../lib/platform/db/database.ts";
import { makeVerification } from "../../../lib/testing/factories.ts";
import { jobRun, type TestDeps, testDeps } from "../../../lib/testing/test-deps.ts";
import { POST } from "./route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
  kept.countersignWebDeps = deps;
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await deps.close();
});

const origin = "https://verify.example.com";

async function ask(phrase: string, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ phrase });
  const answer = await POST(new Request(`${origin}/is-this-us/answer`, { method: "POST", headers: { origin, ...headers }, body }), {
    params: Promise.resolve({}),
  });
  return { location: answer.headers.get("location"), cookie: answer.headers.get("set-cookie") ?? "", body: await answer.text() };
}

test("the right words get a cookie that no script reads, and neither answer says what was typed", async () => {
  const { verificationId, organization } = await makeVerification(deps);
  const { phrase } = await readSpoken(deps, { organizationId: organization.id, verificationId });

  const yes = await ask(phrase ?? "");
  const no = await ask("quite other words here");

  expect(yes).toMatchObject({ location: "/is-this-us?said=yes", body: "" });
  expect(yes.cookie).toMatch(
    /^__Secure-countersign\.caller=[0-9a-f-]{36}\.[\w-]{43}; Path=\/is-this-us; Max-Age=300; HttpOnly; SameSite=Strict; Secure$/,
  );
  expect(no).toMatchObject({ location: "/is-this-us?said=no", body: "" });
  expect(no.cookie).toContain("caller=; Path=/is-this-us; Max-Age=0");
});

test("words sent from elsewhere are not looked at", async () => {
  const { verificationId, organization } = await makeVerification(deps);
  const { phrase } = await readSpoken(deps, { organizationId: organization.id, verificationId });

  expect((await ask(phrase ?? "", { origin: "https://evil.example" })).location).toBe("/is-this-us?said=failed");
});

test("one address may try so often in a minute, and then not even the right words are looked at; another address may", async () => {
  const { verificationId, organization } = await makeVerification(deps);
  const phrase = (await readSpoken(deps, { organizationId: organization.id, verificationId })).phrase ?? "";
  const from = (address: string) => ({ "x-forwarded-for": address });

  for (let count = 0; count < phrasesPerAddress; count += 1) await ask("wrong words each time", from("203.0.113.9"));

  expect((await ask(phrase, from("203.0.113.9"))).location).toBe("/is-this-us?said=too_many");
  expect((await ask(phrase, from("203.0.113.10"))).location).toBe("/is-this-us?said=yes");
});

test("the words of a question that is over lead to nobody, and are told once: timeline, mail to the technician, note", async () => {
  const { verificationId, organization } = await makeVerification(deps);
  const { phrase } = await readSpoken(deps, { organizationId: organization.id, verificationId });
  const end = { verificationId, outcome: "cancelled", reason: "verification.cancelled_by_person", actor: { kind: "system" } } as const;
  await inTransaction(deps.db, (tx) => settle(tx, { ...end, now: deps.now() }));
  const kinds = async () => (await deps.db.verificationEvent.findMany({ where: { verificationId } })).map(({ kind }) => kind);

  await ask("quite other words here");
  expect(await kinds()).not.toContain("late_phrase");
  const late = await ask(phrase ?? "");
  await Promise.all([ask(phrase ?? ""), ask(phrase ?? "")]);

  // Whoever typed them learns no more than with any other words.
  expect(late).toMatchObject({ location: "/is-this-us?said=no", body: "" });
  expect(late.cookie).toContain("caller=; Path=/is-this-us; Max-Age=0");
  expect((await kinds()).filter((kind) => kind === "late_phrase")).toHaveLength(1);
  deps.mails.length = 0;
  await handleTellTechnician(deps, jobRun(deps, { verificationId, because: "late_phrase" as const }));
  expect(deps.mails).toMatchObject([{ to: "tomasz@nordlicht.example", subject: "The phrase of T20261124.0147 was used after the end" }]);
  for (const _ of [1, 2]) await handlePlanLateNote(deps, jobRun(deps, { verificationId }));
  const { receipt } = await deps.db.verification.findUniqueOrThrow({ where: { id: verificationId } });
  const rows = await deps.db.writeBack.findMany({ where: { verificationId } });
  expect(rows).toMatchObject([{ kind: "late_phrase", marker: receipt.replace("CS-", "after-end-") }]);
  // Neither note may be taken for the other when one is looked for on the ticket, and no word of the phrase is in it.
  expect(JSON.stringify(rows[0]?.intent)).not.toContain(receipt);
  expect(JSON.stringify(rows[0]?.intent)).not.toContain(phrase);
});
