import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, InputError, NotFoundError } from "../platform/errors.ts";
import { requireZoneOverride } from "./connect/resolve-zone.ts";
import type { FourValues } from "./schema.ts";
import { sealCredentials } from "./seal-credentials.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor; values: FourValues };

/**
 * Stores the four values of a draft, encrypted; an empty one keeps what is stored. Any change asks for a new test. Throws
 * an InputError on the field that is missing or that is not an Autotask host, ConflictError once connected (replace them).
 */
export async function saveFourValues(deps: Pick<Deps, "db" | "now" | "secrets" | "autotask">, input: Input): Promise<void> {
  const { organizationId, connectionId, actor, values } = input;
  const zoneOverride = values.zoneOverride === null ? null : requireZoneOverride(values.zoneOverride, deps.autotask);
  const at = deps.now();
  await inOrganization(deps.db, organizationId, async (tx) => {
    const stored = await findDraft(tx, input);
    requireComplete(values, stored);
    const changed = values.username || values.secret || values.trackingIdentifier || stored.zoneOverride !== zoneOverride;
    await tx.connection.update({
      where: { id: connectionId, organizationId },
      data: {
        ...sealCredentials(deps, connectionId, values),
        zoneOverride,
        draftSavedAt: at,
        ...(changed && {
          credentialsVersion: { increment: 1 },
          // Told of another API user, perhaps.
          rights: Prisma.DbNull,
          credentialsSetAt: at,
          credentialsSetByName: "name" in actor ? actor.name : null,
        }),
      },
    });
    if (!changed) return;
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.credentials_saved", subject });
  });
}

async function findDraft(tx: Tx, { organizationId, connectionId }: Input) {
  const select = { state: true, zoneOverride: true, usernameSealed: true, secretSealed: true, trackingIdentifierSealed: true };
  const stored = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select });
  if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  if (stored.state === "draft" || stored.state === "connecting") return stored;
  throw new ConflictError("The connection is no draft any more", { code: "connection.not_a_draft" });
}

type Stored = { usernameSealed: Uint8Array | null; secretSealed: Uint8Array | null; trackingIdentifierSealed: Uint8Array | null };

/** Throws an InputError on the first of the values that is neither typed nor stored. */
function requireComplete(values: FourValues, stored: Stored): void {
  const missing = (["username", "secret", "trackingIdentifier"] as const).find((name) => !values[name] && !stored[`${name}Sealed`]);
  if (missing) throw new InputError(`The ${missing} is missing`, { code: "connection.value_missing", field: missing });
}
