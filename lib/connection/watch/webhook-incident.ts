import type { Tx } from "../../platform/db/database.ts";
import { type EventParams, eventParamsSchema } from "../health-schema.ts";

/** What the open incident of a webhook remembers beside its code. */
export type WebhookTrouble = {
  id: string;
  code: string;
  occurrences: number;
  /** The last time that all was well: what came later may not have reached us. ISO 8601. */
  since: string | null;
  /** We are mending it, or were when the process died: if it is well at the next look, that was us. */
  repairing: boolean;
  /** Why Autotask refused our last repair. */
  refused: string | null;
  /** Broken again after three repairs within an hour: it waits for a person. */
  givenUp: boolean;
};

export async function findWebhookTrouble(tx: Pick<Tx, "incident">, connectionId: string): Promise<WebhookTrouble | null> {
  const open = await tx.incident.findFirst({ where: { connectionId, kind: "webhook", closedAt: null } });
  if (!open) return null;
  const params = eventParamsSchema.catch({}).parse(open.params);
  return {
    id: open.id,
    code: open.code,
    occurrences: open.occurrences,
    since: params.since ?? null,
    repairing: params.repairing === "yes",
    refused: params.refused ?? null,
    givenUp: params.givenUp === "yes",
  };
}

export function troubleParams({ since, repairing, refused, givenUp }: Omit<WebhookTrouble, "id" | "code" | "occurrences">): EventParams {
  return {
    ...(since === null ? {} : { since }),
    ...(repairing ? { repairing: "yes" } : {}),
    ...(refused === null ? {} : { refused }),
    ...(givenUp ? { givenUp: "yes" } : {}),
  };
}

/** Changes what an open incident remembers, without counting it as another sign. */
export async function noteTrouble(
  tx: Pick<Tx, "incident">,
  trouble: WebhookTrouble,
  change: Partial<Pick<WebhookTrouble, "repairing" | "refused" | "givenUp">>,
): Promise<void> {
  await tx.incident.update({ where: { id: trouble.id }, data: { params: troubleParams({ ...trouble, ...change }) } });
}
