import type { Requester } from "../../directory/find-requester.ts";
import { readQuestionFacts } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { Tx } from "../../platform/db/database.ts";
import { Prisma } from "../../platform/db/generated/client.ts";
import { findQuestionSettings } from "./question-settings.ts";

type Begin = { organizationId: string; verificationId: string; requester: Pick<Requester, "from"> };

/**
 * Where the organization wants it, has the worker read what is on file of the person; nothing is asked before it has. Who
 * stands in for the people of a company is not asked: the facts would be another's.
 */
export async function beginQuestions(tx: Tx, { organizationId, verificationId, requester }: Begin): Promise<void> {
  if (requester.from === "default_contact") return;
  const { isOn, pointsEach, minimum } = await findQuestionSettings(tx, organizationId);
  if (!isOn) return;
  await tx.questionRound.create({ data: { verificationId, organizationId, pointsEach, minimum } });
  await enqueue(tx, readQuestionFacts, { verificationId });
}

/** With the outcome the facts go. What nobody answered was not enough. */
export async function endQuestions(tx: Tx, verificationId: string): Promise<void> {
  await tx.questionRound.updateMany({
    where: { verificationId, outcome: null },
    data: { outcome: "not_enough_questions", reason: "not_answered", facts: Prisma.DbNull },
  });
}
