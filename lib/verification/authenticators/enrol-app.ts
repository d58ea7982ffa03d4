import type { Deps } from "../../platform/deps.ts";
import { parseCode } from "../parse-code.ts";
import { addAuthenticator } from "./add-authenticator.ts";
import { appKeyUri, findStep, newAppKey } from "./app-code.ts";
import { type EnrolmentClaim, type EnrolmentRight, findEnrolmentRight } from "./enrolment-right.ts";
import { appKeyPlace, newAppKeyPlace } from "./places.ts";

type Needed = Pick<Deps, "db" | "now" | "secrets">;

/** A key that waits for its first code. */
export type NewApp = { organizationName: string; key: string; uri: string };

/** Draws a key for an authenticator app. It proves nothing until a code of it was entered. Null: no right, or an app is there. */
export async function beginApp(deps: Needed, claim: EnrolmentClaim): Promise<true | null> {
  const right = await findEnrolmentRight(deps, claim);
  if (!right || (await hasApp(deps, right))) return null;
  const id = crypto.randomUUID();
  const sealed = deps.secrets.seal(newAppKey(), newAppKeyPlace(id));
  const { organizationId, verificationId, until } = right;
  // A key that was shown before stays: the person may have it in their app already, and pressed the button twice.
  await deps.db.$executeRaw`
    insert into ceremonies (id, "organizationId", "verificationId", purpose, "secretSealed", "expiresAt")
    values (${id}::uuid, ${organizationId}::uuid, ${verificationId}::uuid, 'enrol_totp', ${sealed}, ${until})
    on conflict ("verificationId", purpose) do nothing`;
  return true;
}

/** The key to show, for as long as it may be confirmed; null when there is none. Changes nothing. */
export async function findNewApp(deps: Needed, claim: EnrolmentClaim): Promise<NewApp | null> {
  const right = await findEnrolmentRight(deps, claim);
  const waiting = right && (await findWaiting(deps, right));
  if (!right || !waiting) return null;
  const { organizationName, personName } = right;
  return { organizationName, key: waiting.key, uri: appKeyUri({ key: waiting.key, organizationName, personName }) };
}

export type AppConfirmed = "added" | "wrong" | "unreadable" | "refused";

/** Takes the first code of the new app, which shows that the key arrived; only then the app counts. */
export async function confirmApp(deps: Needed, { code, ...claim }: EnrolmentClaim & { code: string }): Promise<AppConfirmed> {
  const right = await findEnrolmentRight(deps, claim);
  const waiting = right && (await findWaiting(deps, right));
  if (!right || !waiting) return "refused";
  const digits = parseCode(code);
  if (digits === null) return "unreadable";
  const step = findStep({ key: waiting.key, digits, at: deps.now() });
  if (step === null) return "wrong";
  const { count } = await deps.db.ceremony.deleteMany({ where: { id: waiting.id } });
  if (count === 0) return "refused";
  const id = crypto.randomUUID();
  const secretSealed = deps.secrets.seal(waiting.key, appKeyPlace(id));
  // The code that confirmed it has been typed and seen: it proves nothing any more.
  const authenticator = { kind: "totp" as const, label: "Authenticator app", secretSealed, lastUsedStep: step };
  return (await addAuthenticator(deps, { right, id, authenticator })) ? "added" : "refused";
}

async function findWaiting({ db, now, secrets }: Needed, { verificationId }: EnrolmentRight) {
  const row = await db.ceremony.findUnique({ where: { verificationId_purpose: { verificationId, purpose: "enrol_totp" } } });
  if (!row?.secretSealed || row.expiresAt <= now()) return null;
  return { id: row.id, key: secrets.open(row.secretSealed, newAppKeyPlace(row.id)) };
}

async function hasApp({ db }: Needed, { holder }: EnrolmentRight): Promise<boolean> {
  return (await db.authenticator.count({ where: { ...holder, kind: "totp", revokedAt: null } })) > 0;
}
