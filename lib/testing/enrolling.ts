import { TOTP } from "otpauth";
import { inTransaction } from "../platform/db/database.ts";
import { beginApp, confirmApp } from "../verification/authenticators/enrol-app.ts";
import { beginPasskey, finishPasskey } from "../verification/authenticators/enrol-passkey.ts";
import { newAppKeyPlace } from "../verification/authenticators/places.ts";
import { endProof } from "../verification/find-open-page.ts";
import { handleSendChallenge } from "../verification/send-challenge.handler.ts";
import { startVerification } from "../verification/start-verification.ts";
import type { Strength } from "../verification/strength.ts";
import { aRequester, makeTicket, makeVerification } from "./factories.ts";
import { softPasskey } from "./soft-passkey.ts";
import { jobRun, type TestDeps } from "./test-deps.ts";

export type Passed = Awaited<ReturnType<typeof strongPass>>;

/** A verification that was passed at this strength, with what the browser that answered holds of it. Given by rows. */
export async function strongPass(deps: TestDeps, { strength = "good" }: { strength?: Strength } = {}) {
  const made = await makeVerification(deps);
  const { verificationId } = made;
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, state: "waiting" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const token = tokenIn(deps.mails.at(-1)?.text);
  const settledAt = deps.now();
  await deps.db.verification.update({ where: { id: verificationId }, data: { state: "passed", strength, settledAt } });
  return { ...made, claim: { token, proof: endProof(deps, verificationId) } };
}

/** The app of a person: the code that it shows at a moment. */
export async function enrolApp(deps: TestDeps, { claim, verificationId }: Pick<Passed, "claim" | "verificationId">) {
  await beginApp(deps, claim);
  const waiting = await deps.db.ceremony.findFirstOrThrow({ where: { verificationId, purpose: "enrol_totp" } });
  const key = deps.secrets.open(waiting.secretSealed ?? new Uint8Array(), newAppKeyPlace(waiting.id));
  const codeAt = (at: Date) => new TOTP({ secret: key }).generate({ timestamp: at.getTime() });
  const confirmed = await confirmApp(deps, { ...claim, code: codeAt(deps.now()) });
  return { confirmed, codeAt };
}

/** A passkey of the person. */
export async function enrolPasskey(deps: TestDeps, { claim }: Pick<Passed, "claim">) {
  const passkey = softPasskey({ origin: deps.appUrl.origin, rpId: deps.appUrl.hostname });
  const options = await beginPasskey(deps, claim);
  const finished = await finishPasskey(deps, { ...claim, answer: passkey.register({ challenge: options?.challenge ?? "" }) });
  return { passkey, finished };
}

/** The same person asked for another ticket, with the link of the mail that left. */
export async function askAgain(
  deps: TestDeps,
  { organization, connection }: Pick<Passed, "organization" | "connection">,
  strengthAsked: Strength,
) {
  const place = { organizationId: organization.id, connectionId: connection.id };
  const ticket = await makeTicket(deps.db, { ...place, number: `T20261125.${Math.floor(Math.random() * 9_000) + 1_000}` });
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...place,
      ticketId: ticket.id,
      run: "auto",
      strengthAsked,
      actor: { kind: "system" },
      now: deps.now(),
      requester: aRequester,
      companyName: null,
    }),
  );
  const challenge = await deps.db.challenge.findFirst({ where: { verificationId, state: "waiting" } });
  if (challenge) await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const mail = deps.mails.at(-1);
  return { verificationId, method: challenge?.method ?? null, mail, token: tokenIn(mail?.text) };
}

function tokenIn(text: string | undefined): string {
  return /\/v\/([\w-]+)/.exec(text ?? "")?.[1] ?? "";
}
