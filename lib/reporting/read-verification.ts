import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { getVerification } from "../verification/queries.ts";
import { listWriteBacks } from "../write-back/queries.ts";
import type { VerificationAnswer } from "./schema.ts";

type Asked = { organizationId: string; verificationId: string };

/** One verification with its evidence and what was written to the ticket. Throws NotFoundError for a foreign or missing one. */
export function readVerification({ db }: Pick<Deps, "db">, asked: Asked): Promise<VerificationAnswer> {
  return inOrganization(db, asked.organizationId, (tx) => readWithWriteBacks(tx, asked));
}

/** The same inside a transaction. */
export async function readWithWriteBacks(tx: Tx, { organizationId, verificationId }: Asked): Promise<VerificationAnswer> {
  const verification = await getVerification(tx, organizationId, verificationId);
  return { ...verification, writeBacks: await listWriteBacks(tx, { organizationId, verificationId }) };
}
