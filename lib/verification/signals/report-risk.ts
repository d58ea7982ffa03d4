import { z } from "zod";
import { reportQuestions } from "../questions/report-questions.ts";
import type { Strength } from "../strength.ts";
import { type RiskReport, type Signal, signalSchema } from "./schema.ts";
import { signalSentence } from "./signal-words.ts";

type Row = {
  risk: number | null;
  signals: unknown;
  strengthRaisedFrom: Strength | null;
  heldAt: Date | null;
  awaitsReleaseAt: Date | null;
  releasedAt: Date | null;
  questions: Parameters<typeof reportQuestions>[0];
};

/** The signals as `takeVisit` wrote them; one of a later release that this one does not know is left out. */
export function storedSignals(signals: unknown): Signal[] {
  return z
    .array(z.unknown())
    .catch([])
    .parse(signals)
    .flatMap((each) => signalSchema.safeParse(each).data ?? []);
}

/** What the screens and the REST API say of a verification's risk. */
export function reportRisk({ risk, signals, strengthRaisedFrom, heldAt, awaitsReleaseAt, releasedAt, questions }: Row): RiskReport {
  return {
    risk,
    signals: storedSignals(signals).map((signal) => ({ code: signal.code, points: signal.points, sentence: signalSentence(signal) })),
    strengthRaisedFrom,
    hold: heldAt && {
      since: heldAt.toISOString(),
      awaitsRelease: awaitsReleaseAt !== null && releasedAt === null,
      releasedAt: releasedAt?.toISOString() ?? null,
    },
    questions: reportQuestions(questions),
  };
}
