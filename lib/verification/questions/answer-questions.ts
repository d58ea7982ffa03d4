import { z } from "zod";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import { Prisma } from "../../platform/db/generated/client.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { recordEvent } from "../record-event.ts";
import { needsNumber } from "../settle.ts";
import { raiseRisk } from "../signals/raise-risk.ts";
import { riskMax, type Signal } from "../signals/schema.ts";
import { fitsFacts, storedFactMacs } from "./fact-macs.ts";
import { type Judged, judgeAnswers } from "./judge-answers.ts";
import { agoRanges, answerLengthMax, type QuestionId } from "./schema.ts";
import { spellingsOf } from "./spellings.ts";

const typed = z.string().trim().max(answerLengthMax).catch("");

/** What the page sends. Anything else is "I do not know", as an empty field is. */
export const givenAnswersSchema = z.object({ last_ticket: z.enum(agoRanges).or(z.literal("")).catch(""), device: typed, town: typed });
export type GivenAnswers = z.infer<typeof givenAnswersSchema>;

/** `answers`: null skips all of them. */
type Answered = { token: string; answers: GivenAnswers | null };

/**
 * Takes the answers to what is on file, once, and compares them. They only ever raise the risk: right ones and none change
 * nothing, wrong ones add a signal, by which more may be asked or a lead has to look. Nothing is told to who answered. False,
 * and nothing is kept, where nothing is asked (any more). The answers themselves are not kept.
 */
export async function answerQuestions(
  { db, now, secrets }: Pick<Deps, "db" | "now" | "secrets">,
  { token, answers }: Answered,
): Promise<boolean> {
  const tokenHash = digest(token);
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where "tokenHash" = ${tokenHash} for update`;
    const open = await readOpen(tx, tokenHash);
    const at = now();
    if (!open?.questions || !isAsked(open, at)) return false;
    const { id: verificationId, organizationId } = open;
    const { minimum, pointsEach } = open.questions;
    const facts = storedFactMacs(open.questions.facts);
    const spellings = (question: QuestionId) => (answers === null ? [] : spellingsOf(question, answers[question]));
    const judged: Judged =
      answers === null
        ? { outcome: "not_enough_questions", reason: "skipped", counted: 0, wrong: 0 }
        : judgeAnswers({
            isOnFile: (question) => facts[question] !== undefined,
            isAnswered: (question) => spellings(question).length > 0,
            fits: (question) => fitsFacts(secrets, { verificationId, question, spellings: spellings(question), facts }),
            minimum,
          });
    await tx.questionRound.update({ where: { verificationId }, data: { ...judged, answeredAt: at, facts: Prisma.DbNull } });
    await recordEvent(tx, { organizationId, verificationId, at, kind: "questions_judged", details: judged });
    if (judged.outcome === "did_not_match") await raiseRisk(tx, { open, found: [toSignal(judged, pointsEach)], at });
    return true;
  });
}

/** One signal, however many were wrong; which ones it does not say, so that nobody can be told on the phone. */
function toSignal({ wrong, counted }: Judged, pointsEach: number): Signal {
  return { code: "wrong_answers", points: Math.min(riskMax, wrong * pointsEach), values: { wrong, counted } };
}

function readOpen(tx: Tx, tokenHash: Uint8Array<ArrayBuffer>) {
  return tx.verification.findUnique({
    where: { tokenHash },
    select: {
      ...{ id: true, organizationId: true, settledAt: true, expiresAt: true, numberMac: true, numberMatchedAt: true },
      ...{ signals: true, strengthAsked: true, strengthRaisedFrom: true, heldAt: true, awaitsReleaseAt: true, provenAt: true },
      questions: { select: { readAt: true, outcome: true, facts: true, minimum: true, pointsEach: true } },
    },
  });
}

type Asked = {
  settledAt: Date | null;
  expiresAt: Date | null;
  numberMac: Uint8Array | null;
  numberMatchedAt: Date | null;
  awaitsReleaseAt: Date | null;
  provenAt: Date | null;
  questions: { readAt: Date | null; outcome: unknown } | null;
};

/** Whether the page asks them now: once, when the facts were read, after the number on the technician's screen and before all else. */
export function isAsked({ questions, settledAt, expiresAt, awaitsReleaseAt, provenAt, ...number }: Asked, now: Date): boolean {
  const isOpen = settledAt === null && (expiresAt === null || expiresAt > now);
  const isProven = provenAt !== null || awaitsReleaseAt !== null;
  return isOpen && !isProven && !needsNumber(number) && questions !== null && questions.readAt !== null && questions.outcome === null;
}
