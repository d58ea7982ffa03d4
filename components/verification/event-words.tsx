import {
  Ban,
  CheckCheck,
  CircleSlash,
  CircleX,
  Eye,
  Gauge,
  Hand,
  Hourglass,
  KeyRound,
  Phone,
  PhoneCall,
  Play,
  RefreshCw,
  Send,
  ShieldQuestion,
  Snowflake,
  UserCheck,
  UserPen,
} from "lucide-react";
import type { ReactNode } from "react";
import type { TimelineItem } from "@/components/ui/timeline.tsx";
import {
  askerText,
  because,
  callWords,
  externalWords,
  questionMore,
  questionTitle,
  sentText,
  text,
  triesText,
  wrongCodeTitle,
} from "@/components/verification/event-details.ts";
import { doubtWords, type Words } from "@/components/verification/event-doubt-words.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { limitWords, waitText } from "@/components/verification/limit-words.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import { signInRefusalWords } from "@/components/verification/sign-in-words.ts";
import type { EventKind, VerificationDetail } from "@/lib/verification/schema.ts";

type Event = VerificationDetail["timeline"][number];
const eventWords: Record<EventKind, Words> = {
  started: {
    icon: <Play />,
    title: ({ by }) => (text(by) === null ? "Started by the policy" : "Started by a person"),
    more: ({ by }) => text(by),
  },
  challenge_sent: {
    icon: <Send />,
    title: ({ method, number }) => sentText(text(method) ?? "", number),
    more: ({ to }) => text(to),
  },
  opened: { icon: <Eye />, title: () => "Page opened" },
  wrong_code: { icon: <KeyRound />, title: wrongCodeTitle, more: ({ triesLeft }) => triesText(triesLeft), tone: "warning" },
  wrong_number: {
    icon: <KeyRound />,
    title: ({ by }) => `Wrong number entered by ${text(by) ?? "the approver"}`,
    more: ({ triesLeft }) => triesText(triesLeft),
    tone: "warning",
  },
  approved: {
    icon: <UserCheck />,
    title: ({ by }) => `Approved by ${text(by) ?? "the approver"}`,
    more: () => "With the requester's number",
  },
  passkey_refused: { icon: <KeyRound />, title: () => "Passkey refused", more: ({ triesLeft }) => triesText(triesLeft), tone: "warning" },
  passkey_copied: {
    icon: <KeyRound />,
    title: () => "Passkey refused: there may be a copy of it",
    more: () => "Revoke it, and ask by another method",
    tone: "danger",
  },
  authenticator_added: { icon: <KeyRound />, title: ({ label }) => `Added: ${text(label) ?? "a way to prove themselves"}` },
  sign_in_refused: {
    icon: <KeyRound />,
    title: () => "Company sign-in refused",
    more: ({ reason, triesLeft }) => `${findWords(signInRefusalWords, text(reason)) ?? "It was not theirs"} ${triesText(triesLeft)}`,
    tone: "warning",
  },
  account_bound: { icon: <KeyRound />, title: () => "Account remembered", more: () => "From now on only this account counts for them" },
  external_result: {
    icon: <ShieldQuestion />,
    title: ({ by, result }) => `${text(by) ?? "The service"}: ${findWords(externalWords, text(result)) ?? "answered"}`,
    more: ({ how, receipt, otherPerson }) =>
      [otherPerson === true ? "What it found is not the contact" : null, text(how), text(receipt) && `its receipt ${text(receipt)}`]
        .filter(Boolean)
        .join(", ") || null,
  },
  external_ignored: {
    icon: <ShieldQuestion />,
    title: ({ by, result }) => `${text(by) ?? "The service"} said afterwards: ${findWords(externalWords, text(result)) ?? "answered"}`,
    more: ({ receipt, contradicts }) =>
      [
        contradicts === true ? "It says the opposite of what was; the outcome stands" : "It changed nothing",
        text(receipt) && `its receipt ${text(receipt)}`,
      ]
        .filter(Boolean)
        .join(", "),
    tone: "warning",
  },
  challenge_passed: {
    icon: <CheckCheck />,
    title: ({ method }) => `${wordsOfMethod(text(method) ?? "").name || "Method"} passed`,
    more: ({ isMoreAsked }) => (isMoreAsked === true ? "One more proof is asked" : null),
  },
  method_changed: {
    icon: <RefreshCw />,
    title: ({ method }) => `Asked by another method: ${wordsOfMethod(text(method) ?? "").name}`,
    more: ({ by }) => askerText(text(by)),
  },
  new_code_asked: { icon: <RefreshCw />, title: () => "New code asked for", more: ({ by }) => askerText(text(by)) },
  number_shown: {
    icon: <Phone />,
    title: () => "Number to call shown",
    more: ({ to, by }) => [text(to), askerText(text(by))].filter(Boolean).join(", ") || null,
  },
  call_recorded: {
    icon: <PhoneCall />,
    title: ({ result }) => findWords(callWords, text(result)) ?? "Call recorded",
    more: ({ to, by }) => [text(to), askerText(text(by))].filter(Boolean).join(", ") || null,
  },
  number_matched: { icon: <CheckCheck />, title: () => "Typed the technician’s number" },
  number_missed: { icon: <KeyRound />, title: () => "Wrong number typed", more: ({ triesLeft }) => triesText(triesLeft), tone: "warning" },
  code_read_out: {
    icon: <PhoneCall />,
    title: ({ by }) => `Code read out to ${text(by) ?? "a technician"}`,
    more: ({ standsForNumber }) => `On the phone${standsForNumber === true ? ", in place of the number" : ""}. No signals`,
  },
  contact_frozen: {
    icon: <Snowflake />,
    title: () => "The person was frozen",
    more: ({ by }) => (text(by) === null ? "After a second signal" : `By ${text(by)}`),
    tone: "danger",
  },
  contact_unfrozen: { icon: <Snowflake />, title: ({ by }) => `Freeze lifted by ${text(by) ?? "a lead"}`, more: ({ why }) => text(why) },
  ...doubtWords,
  contact_cleared: { icon: <UserCheck />, title: ({ by }) => `Suspicion cleared by ${text(by) ?? "a lead"}`, more: ({ why }) => text(why) },
  limit_reached: {
    icon: <Gauge />,
    title: ({ limit }) => `Limit reached: ${findWords(limitWords, text(limit))?.name.toLowerCase() ?? "too many"}`,
    more: ({ waitSeconds }) => (typeof waitSeconds === "number" ? `For ${waitText(waitSeconds)}` : null),
    tone: "warning",
  },
  questions_judged: { icon: <ShieldQuestion />, title: questionTitle, more: questionMore },
  pass_reused: { icon: <CheckCheck />, title: () => "An earlier pass was used again", more: ({ receipt }) => text(receipt) },
  late_phrase: {
    icon: <Phone />,
    title: () => "The phrase was said after the end",
    more: () => "Somebody typed it on the public page",
    tone: "danger",
  },
  passed: { icon: <CheckCheck />, title: () => "Passed", tone: "success" },
  failed: { icon: <CircleX />, title: () => "Failed", more: because, tone: "danger" },
  denied: {
    icon: <Hand />,
    title: ({ reason }) => (text(reason) === null ? "Denied: “This was not me”" : "Denied"),
    more: because,
    tone: "danger",
  },
  expired: { icon: <Hourglass />, title: () => "Expired", more: because, tone: "warning" },
  cancelled: { icon: <Ban />, title: () => "Cancelled", more: because },
  not_possible: { icon: <CircleSlash />, title: () => "Not possible", more: because, tone: "warning" },
  overridden: {
    icon: <UserPen />,
    title: ({ by }) => `Overridden by ${text(by) ?? "a lead"}`,
    more: ({ why }) => text(why),
    tone: "warning",
  },
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
