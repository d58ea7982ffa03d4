import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { getVerification } from "../verification/queries.ts";
import type { VerificationDetail } from "../verification/schema.ts";
import { listWriteBacks } from "../write-back/queries.ts";
import type { WriteBackView } from "../write-back/schema.ts";

export type VerificationWithWriteBacks = VerificationDetail & { writeBacks: WriteBackView[] };
type Asked = { organizationId: string; verificationId: string };

/** One verification with its evidence and what was written to the ticket. Throws NotFoundError for a foreign or missing one. */
export function readVerification({ db }: Pick<Deps, "db">, asked: Asked): Promise<VerificationWithWriteBacks> {
  return inOrganization(db, asked.organizationId, (tx) => readWithWriteBacks(tx, asked));
}

/** The same inside a transaction. */
export async function readWithWriteBacks(tx: Tx, { organizationId, verificationId }: Asked): Promise<VerificationWithWriteBacks> {
  const verification = await getVerification(tx, organizationId, verificationId);
  return { ...verification, writeBacks: await listWriteBacks(tx, { organizationId, verificationId }) };
}
