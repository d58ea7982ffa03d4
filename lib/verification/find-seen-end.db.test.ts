import { afterAll, beforeAll, expect, test } from "vitest";
import { makeVerification } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { listEnrolmentChoices } from "./authenticators/list-enrolment-choices.ts";
import { findEndPage } from "./find-open-page.ts";
import { findSeenEnd, seenProof } from "./find-seen-end.ts";
import { verificationLifetimeMs } from "./limits.ts";
import { requesterLink } from "./requester-link.ts";
import type { Outcome } from "./states.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

/** A question with a browser that has it open. */
async function seen() {
  const made = await makeVerification(deps);
  const row = await deps.db.verification.findUniqueOrThrow({ where: { id: made.verificationId } });
  const token = requesterLink(deps, row).split("/v/")[1] ?? "";
  return { ...made, token, proof: (await seenProof(deps, token)) ?? "" };
}

const end = (id: string, state: Outcome) => deps.db.verification.update({ where: { id }, data: { state, settledAt: new Date() } });

test.each([
  ["passed", "answered"],
  ["overridden", "answered"],
  ["expired", "expired"],
  ["cancelled", "closed"],
  ["not_possible", "closed"],
  ["denied", "closed"],
  ["failed", "closed"],
] as const)("a browser that had the question open is told that it was %s as: %s", async (outcome, said) => {
  const { verificationId, token, proof } = await seen();
  expect(await findSeenEnd(deps, { token, proof })).toBeNull();

  await end(verificationId, outcome);

  expect(await findSeenEnd(deps, { token, proof })).toMatchObject({ end: said, organization: { name: "Nordlicht Systemhaus" } });
});

test("a frozen person's page says the same as one that was taken back, and names neither the person nor a reason", async () => {
  const [frozen, cancelled] = [await seen(), await seen()];
  await deps.db.verification.update({
    where: { id: frozen.verificationId },
    data: { state: "not_possible", reason: "verification.contact_frozen", settledAt: new Date() },
  });
  await end(cancelled.verificationId, "cancelled");

  const shown = await findSeenEnd(deps, frozen);

  expect(shown).toEqual(await findSeenEnd(deps, cancelled));
  expect(JSON.stringify(shown)).not.toMatch(/Zoë|frozen/);
});

test("a question whose time is over is told as expired before any job has said so", async () => {
  const { token, proof, verificationId } = await seen();
  await deps.db.verification.update({ where: { id: verificationId }, data: { expiresAt: new Date(Date.now() + verificationLifetimeMs) } });
  const later = { ...deps, now: () => new Date(Date.now() + verificationLifetimeMs + 1_000) };

  expect(await findSeenEnd(later, { token, proof })).toMatchObject({ end: "expired" });
  expect(await seenProof(later, token)).toBeNull();
});

test("a proof is given for an open question alone, and holds for its own link alone", async () => {
  const [ours, other] = [await seen(), await seen()];
  await end(ours.verificationId, "expired");
  await end(other.verificationId, "expired");

  expect(await seenProof(deps, ours.token)).toBeNull();
  expect(await seenProof(deps, "A".repeat(43))).toBeNull();
  expect(await findSeenEnd(deps, { token: ours.token, proof: other.proof })).toBeNull();
  expect(await findSeenEnd(deps, { token: ours.token, proof: "" })).toBeNull();
  expect(await findSeenEnd(deps, { token: ours.token, proof: `${ours.proof.slice(0, -1)}x` })).toBeNull();
  expect(await findSeenEnd(deps, { token: ours.token, proof: ours.proof })).not.toBeNull();
});

test("having had the page open shows no end page with a name, and adds nothing after a pass of somebody else", async () => {
  const { verificationId, token, proof } = await seen();
  await deps.db.verification.update({ where: { id: verificationId }, data: { state: "passed", strength: "best", settledAt: new Date() } });

  expect(await findEndPage(deps, { token, proof })).toBeNull();
  expect(await listEnrolmentChoices(deps, { token, proof })).toBeNull();
});
