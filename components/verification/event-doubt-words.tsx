import { CircleX, Hourglass, ShieldAlert, ShieldCheck, UserPen } from "lucide-react";
import type { ReactNode } from "react";
import type { TimelineItem } from "@/components/ui/timeline.tsx";
import { type Details, text } from "@/components/verification/event-details.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import type { EventKind } from "@/lib/verification/schema.ts";

/** An event of the timeline, in words. */
export type Words = {
  icon: ReactNode;
  title: (details: Details) => string;
  more?: (details: Details) => string | null;
  tone?: TimelineItem["tone"];
};

/** What stood between a proof and its pass: signals, a lead, and the look at the contact. */
export const doubtWords = {
  strength_raised: {
    icon: <ShieldAlert />,
    title: ({ to }) => `Signals ask for more: ${text(to) ?? "one strength"}`,
    more: ({ risk, from }) => `Risk ${risk} of 10; asked before: ${text(from) ?? "less"}`,
    tone: "warning",
  },
  held: {
    icon: <ShieldAlert />,
    title: () => "Held by its signals",
    more: ({ risk, isForBest }) => `Risk ${risk} of 10${isForBest === true ? "; nothing stronger than best can be asked" : ""}`,
    tone: "danger",
  },
  awaits_release: {
    icon: <Hourglass />,
    title: () => "Proven, and waits for a lead",
    more: ({ method }) => wordsOfMethod(text(method) ?? "").name || null,
    tone: "warning",
  },
  contact_changed: {
    icon: <UserPen />,
    title: () => "No longer the contact’s in Autotask",
    more: ({ method, to }) => [wordsOfMethod(text(method) ?? "").name, text(to)].filter(Boolean).join(", ") || null,
    tone: "danger",
  },
  contact_shared: {
    icon: <UserPen />,
    title: () => "Another person’s in Autotask as well",
    more: ({ method, to }) => [wordsOfMethod(text(method) ?? "").name, text(to)].filter(Boolean).join(", ") || null,
    tone: "danger",
  },
  awaits_autotask: {
    icon: <Hourglass />,
    title: () => "Proven, and waits for Autotask",
    more: () => "Whether the contact still stands is looked at first",
    tone: "warning",
  },
  hold_released: { icon: <ShieldCheck />, title: ({ by }) => `Released by ${text(by) ?? "a lead"}`, more: ({ why }) => text(why) },
  hold_refused: {
    icon: <CircleX />,
    title: ({ by }) => `Refused by ${text(by) ?? "a lead"}`,
    more: ({ why }) => text(why),
    tone: "danger",
  },
} satisfies Partial<Record<EventKind, Words>>;
