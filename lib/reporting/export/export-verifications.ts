import type { Readable } from "node:stream";
import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { toWhere } from "../../verification/filter-where.ts";
import { readExportBatch } from "../../verification/read-export-batch.ts";
import type { VerificationExportFilter } from "../../verification/schema.ts";
import { type ExportRow, toCsv } from "./verifications-csv.ts";

type Asked = { organizationId: string; actor: Actor; filter: VerificationExportFilter; bom: boolean };

/** Rows held at once: the memory of an export does not grow with its length. */
const batchRows = 1_000;

/**
 * Every verification that matches, newest first, as CSV. Who took it, by which filter and how many rows there were stands in
 * the audit before the first byte leaves. Rows are read as the reader takes them, a batch in a transaction of its own; what is
 * started meanwhile is not in it.
 */
export async function exportVerifications(
  { db, now }: Pick<Deps, "db" | "now">,
  { organizationId, actor, filter, bom }: Asked,
): Promise<Readable> {
  const where = await inOrganization(db, organizationId, async (tx) => {
    const wanted = await toWhere(tx, organizationId, filter);
    const rows = await tx.verification.count({ where: wanted });
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const subject = { kind: "organization", id: organizationId };
    await recordAudit(tx, { organizationId, at: now(), actor, action: "verification.exported", subject, details: { ...given, rows } });
    return wanted;
  });

  async function* read(): AsyncGenerator<ExportRow> {
    for (let after: { createdAt: Date; id: string } | null = null; ; ) {
      const last = after;
      const batch: ExportRow[] = await inOrganization(db, organizationId, (tx) =>
        readExportBatch(tx, { where, after: last, take: batchRows }),
      );
      yield* batch;
      const end = batch.at(-1);
      if (batch.length < batchRows || !end) return;
      after = { createdAt: new Date(end.createdAt), id: end.id };
    }
  }
  return toCsv(read(), { bom });
}
