import { capital } from "@/components/verification/capital.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { hasCode, wordsOfMethod } from "@/components/verification/method-words.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import type { VerificationDetail } from "@/lib/verification/schema.ts";

/** What an event says beside its kind, as it is stored: of another build perhaps, so nothing in it is taken for granted. */
export type Details = VerificationDetail["timeline"][number]["details"];

export function because({ reason }: Details): string | null {
  const words = findWords(reasonWords, text(reason));
  return words === null ? null : capital(words.what("the requester"));
}

export const callWords: Record<string, string> = {
  confirmed: "Called: they confirmed the request",
  denied: "Called: they did not ask for it",
  no_answer: "Called: nobody answered",
};

export const externalWords: Record<string, string> = {
  passed: "it is them",
  failed: "it is not them",
  inconclusive: "it could not say",
};

const questionTitles: Record<string, string> = {
  matched: "Questions about what is on file: matched",
  did_not_match: "Questions about what is on file: did not match",
  not_enough_questions: "Not enough questions about what is on file",
};

const questionReasons: Record<string, string> = {
  skipped: "Skipped",
  too_few_answers: "Too few answers",
  too_few_facts: "Too little is on file in Autotask",
  not_read: "It could not be read from Autotask",
};

export function questionTitle({ outcome }: Details): string {
  return findWords(questionTitles, text(outcome)) ?? "Questions about what is on file";
}

export function questionMore({ reason, wrong, counted }: Details): string | null {
  const why = text(reason);
  return why === null ? `${wrong} of ${counted} did not fit` : findWords(questionReasons, why);
}

export function sentText(method: string, number: Details[string] | undefined): string {
  const { sent, name } = wordsOfMethod(method);
  const what = sent ?? (name || "Code");
  if (number === 1) return `${what} sent`;
  return hasCode(method) ? `${what} ${number} sent` : `${what} sent again`;
}

export function wrongCodeTitle({ readOutTo }: Details): string {
  const heardBy = text(readOutTo);
  return heardBy === null ? "Wrong code entered" : `Wrong code read out to ${heardBy}`;
}

export function triesText(triesLeft: Details[string] | undefined): string {
  if (triesLeft === 0) return "No tries left";
  return triesLeft === 1 ? "One try left" : `${triesLeft} tries left`;
}

const askers: Record<string, string> = { requester: "By the requester", api_key: "By an API key", system: "By Countersign" };

export function askerText(by: string | null): string | null {
  return by === null ? null : (findWords(askers, by) ?? `By ${by}`);
}

export function text(value: Details[string] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
