import type { Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import { beyond } from "./filter-where.ts";
import { summary, toSummary } from "./queries.ts";
import type { VerificationSummary } from "./schema.ts";

/** A verification as an export has it: what lists show, who asked and decided, and where it was sent, masked. */
export type ExportedVerification = VerificationSummary & {
  startedByName: string | null;
  decidedByName: string | null;
  openedAt: string | null;
  /** Every method that was passed. */
  passed: string[];
  /** Of the methods that were put, masked as screens show it. */
  sentTo: string[];
};

type Asked = {
  where: Prisma.VerificationWhereInput;
  /** The last row before; null for the first batch. */
  after: { createdAt: Date; id: string } | null;
  take: number;
};

/** The next rows of an export, newest first. */
export async function readExportBatch(tx: Tx, { where, after, take }: Asked): Promise<ExportedVerification[]> {
  const rows = await tx.verification.findMany({
    where: after ? { AND: [where, beyond(after, "older")] } : where,
    select: {
      ...summary,
      ...{ startedByName: true, decidedByName: true, openedAt: true },
      challenges: {
        where: { OR: [{ state: "passed" }, { sentAt: { not: null } }] },
        orderBy: { createdAt: "asc" },
        select: { method: true, strength: true, state: true, destinationMasked: true },
      },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
  });
  return rows.map(({ startedByName, decidedByName, openedAt, challenges, ...row }) => {
    const passed = challenges.filter(({ state }) => state === "passed");
    return {
      ...toSummary({ ...row, challenges: passed }),
      ...{ startedByName, decidedByName, openedAt: openedAt?.toISOString() ?? null },
      passed: passed.map(({ method }) => method),
      sentTo: [...new Set(challenges.flatMap(({ destinationMasked }) => destinationMasked ?? []))],
    };
  });
}
