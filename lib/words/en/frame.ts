import type { Language } from "../schema.ts";
import { broken } from "./broken.ts";

/** What stands on every page, and on the small ones around it. */
export const frame = {
  lang: "en" as Language,
  /** For dates and times. */
  locale: "en-GB",
  roleLine: "Your IT provider",
  roleLineOf: (company: string) => `IT provider of ${company}`,
  footLine: broken.footLine,
  marks: broken.marks,
  notMe: "This was not me",
  languages: "Language",
  why: (organization: string) => `${organization} got this request in your name and asks whether it is yours.`,
  facts: { title: "Asked for", asked: "When", technician: "Technician", organization: "Asked by", ticket: "Ticket" },

  /** A moment of today and of another day: alone, as a fact, and inside a line. */
  moments: {
    time: { today: "{time}", otherDay: "{date}, {time}" },
    fact: { today: "Today, {time}", otherDay: "{date}, {time}" },
    line: { today: "today at {time}", otherDay: "{date} at {time}" },
  },

  gone: {
    name: broken.name,
    roleLine: broken.roleLine,
    title: "This link no longer works",
    lead: "Nothing happened and nothing was changed.",
    body: "A link works for a short time and for one answer. Still waiting for help? Call your IT provider on a number you know and ask for a new one.",
    hangUp: "Is somebody on the phone who wants you to open it? Hang up first.",
  },
  refused: {
    tooMany: {
      title: "Too many answers at once",
      lead: (waitSeconds: number) => `Nothing was counted against you. Wait ${waitSeconds} seconds, then go back and try again.`,
    },
    foreign: {
      title: "We did not take that answer",
      lead: "It did not come from our own page. Open the link that we sent you again and answer there.",
    },
    broken: { title: "We could not take that answer", lead: "Nothing was changed. Go back and try again in a moment." },
    back: "Go back",
  },
};
