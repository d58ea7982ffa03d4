import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { type AlertChannelView, channelErrorCodeSchema } from "../schema.ts";
import { openAddress } from "./channel-address.ts";
import { maskAddress } from "./decide-address.ts";

const lastTest = { where: { kind: "test" }, orderBy: { createdAt: "desc" }, take: 1 } as const;

/** The organization's alert channels, oldest first, those switched off too. Of a webhook's address only host and end. */
export async function listChannels(deps: Pick<Deps, "db" | "secrets">, organizationId: string): Promise<AlertChannelView[]> {
  const rows = await inOrganization(deps.db, organizationId, (tx) =>
    tx.alertChannel.findMany({
      where: { organizationId, removedAt: null },
      include: { alerts: lastTest },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map((row) => toView(deps, row));
}

type Row = Awaited<ReturnType<Deps["db"]["alertChannel"]["findFirstOrThrow"]>> & {
  alerts: { id: string; createdAt: Date; sentAt: Date | null; refusedAt: Date | null }[];
};

function toView(deps: Pick<Deps, "secrets">, { alerts: [test], ...row }: Row): AlertChannelView {
  const url = row.kind === "mail" ? null : openAddress(deps, row);
  const isUnreadable = row.kind !== "mail" && url === null;
  const code = channelErrorCodeSchema.safeParse(isUnreadable ? "notification.address_unreadable" : row.lastErrorCode);
  const at = (isUnreadable ? (row.lastErrorAt ?? row.createdAt) : row.lastErrorAt)?.toISOString();
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    address: row.kind === "mail" ? row.email : url && maskAddress(new URL(url)),
    enabled: row.disabledAt === null,
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    lastSentAt: row.lastSentAt?.toISOString() ?? null,
    lastError: code.success && at !== undefined ? { at, code: code.data } : null,
    test: test
      ? { id: test.id, state: test.sentAt ? "sent" : test.refusedAt ? "refused" : "sending", askedAt: test.createdAt.toISOString() }
      : null,
  };
}
