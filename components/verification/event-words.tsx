import { Ban, CheckCheck, CircleSlash, CircleX, Eye, Hand, Hourglass, KeyRound, Play, RefreshCw, Send } from "lucide-react";
import type { ReactNode } from "react";
import type { TimelineItem } from "@/components/ui/timeline.tsx";
import { capital } from "@/components/verification/capital.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import { signInRefusalWords } from "@/components/verification/sign-in-words.ts";
import type { EventKind, VerificationDetail } from "@/lib/verification/schema.ts";

type Event = VerificationDetail["timeline"][number];
type Details = Event["details"];
type Words = {
  icon: ReactNode;
  title: (details: Details) => string;
  more?: (details: Details) => string | null;
  tone?: TimelineItem["tone"];
};

function because({ reason }: Details): string | null {
  const words = findWords(reasonWords, text(reason));
  return words === null ? null : capital(words.what("the requester"));
}

const eventWords: Record<EventKind, Words> = {
  started: {
    icon: <Play />,
    title: ({ by }) => (text(by) === null ? "Started by the policy" : "Started by a person"),
    more: ({ by }) => text(by),
  },
  challenge_sent: {
    icon: <Send />,
    title: ({ method, number }) => `${wordsOfMethod(text(method) ?? "").name || "Code"} ${number === 1 ? "sent" : `${number} sent`}`,
    more: ({ to }) => text(to),
  },
  opened: { icon: <Eye />, title: () => "Page opened" },
  wrong_code: { icon: <KeyRound />, title: () => "Wrong code entered", more: ({ triesLeft }) => triesText(triesLeft), tone: "warning" },
  sign_in_refused: {
    icon: <KeyRound />,
    title: () => "Company sign-in refused",
    more: ({ reason, triesLeft }) => `${findWords(signInRefusalWords, text(reason)) ?? "It was not theirs"} ${triesText(triesLeft)}`,
    tone: "warning",
  },
  account_bound: { icon: <KeyRound />, title: () => "Account remembered", more: () => "From now on only this account counts for them" },
  challenge_passed: {
    icon: <CheckCheck />,
    title: ({ method }) => `${wordsOfMethod(text(method) ?? "").name || "Method"} passed`,
    more: () => "One more proof is asked",
  },
  method_changed: {
    icon: <RefreshCw />,
    title: ({ method }) => `Asked by another method: ${wordsOfMethod(text(method) ?? "").name}`,
    more: ({ by }) => askerText(text(by)),
  },
  new_code_asked: { icon: <RefreshCw />, title: () => "New code asked for", more: ({ by }) => askerText(text(by)) },
  passed: { icon: <CheckCheck />, title: () => "Passed", tone: "success" },
  failed: { icon: <CircleX />, title: () => "Failed", more: because, tone: "danger" },
  denied: { icon: <Hand />, title: () => "Denied: “This was not me”", tone: "danger" },
  expired: { icon: <Hourglass />, title: () => "Expired", more: because, tone: "warning" },
  cancelled: { icon: <Ban />, title: () => "Cancelled", more: because },
  not_possible: { icon: <CircleSlash />, title: () => "Not possible", more: because, tone: "warning" },
};

/** What happened, in words; an event that this build does not know shows its name. */
export function wordsOfEvent({ kind, details }: Event): {
  icon: ReactNode;
  title: string;
  more: string | null;
  tone: TimelineItem["tone"];
} {
  const words = findWords(eventWords, kind);
  if (words === null) return { icon: <Play />, title: kind, more: null, tone: undefined };
  return { icon: words.icon, title: words.title(details), more: words.more?.(details) ?? null, tone: words.tone };
}

function triesText(triesLeft: Details[string] | undefined): string {
  if (triesLeft === 0) return "No tries left";
  return triesLeft === 1 ? "One try left" : `${triesLeft} tries left`;
}

const askers: Record<string, string> = { requester: "By the requester", api_key: "By an API key", system: "By Countersign" };

function askerText(by: string | null): string | null {
  return by === null ? null : (findWords(askers, by) ?? `By ${by}`);
}

function text(value: Details[string] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
