import type { Rich } from "../schema.ts";

const next = "What to do now";
const callKnown = (organization: string) => `Call ${organization} on a number you know, not on one from a call or a message.`;
const tellNoCode = "Tell nobody a code that we sent you.";
const notYours = (organization: string) => `Was it not you who asked? Call ${organization} at once on a number you know.`;

/** What stops a request, and how it ended. */
export const ends = {
  denial: {
    title: "Was this not you?",
    lead: (organization: string) => `We stop this request and tell ${organization} now. Nobody changes your password.`,
    confirm: "This was not me, stop it",
    back: "Go back, it was me",
  },
  saidElse: {
    title: "Did they say something else?",
    lead: (organization: string) =>
      `Then it is not ${organization} who calls. We stop this request and tell ${organization} now. Nobody changes your password.`,
    confirm: "They said something else, stop it",
    back: "Go back, they said it",
  },

  passed: {
    pageTitle: "It is you",
    title: (name: string | null) => (name === null ? "Thank you. It is you." : `Thank you, ${name}. It is you.`),
    lead: (who: string) => `${who} sees it now and goes on. You can close this page.`,
  },
  denied: {
    pageTitle: "We stopped it",
    title: "We stopped it",
    lead: (organization: string) => `${organization} knows now that this was not you. Nobody changes your password.`,
    next,
    steps: (organization: string) => ["Is somebody on the phone with you about this? Hang up.", callKnown(organization), tellNoCode],
  },
  wrong_phrase: {
    pageTitle: "Hang up",
    title: "Hang up",
    lead: (organization: string) => `We stopped the request, and ${organization} knows that somebody calls in its name.`,
    next,
    steps: (organization: string) => ["Hang up, whatever they tell you.", callKnown(organization), tellNoCode],
  },
  failed: {
    pageTitle: "We could not confirm it",
    title: "We could not confirm that it is you",
    lead: (organization: string) => `That was the last try, and ${organization} knows. Nothing was changed.`,
    next,
    steps: (organization: string) => [
      `Was it you? Call ${organization} on a number you know.`,
      "Was it not you, and somebody is on the phone? Hang up.",
    ],
  },
  /** Right, and worth less than this request needs, with nothing else left to ask. */
  not_enough: {
    pageTitle: "That was not enough",
    title: "That was right, but not enough",
    lead: (organization: string) =>
      `This request needs a stronger proof, and there is no other way for you here. ${organization} knows. Nothing was changed.`,
    next,
    steps: (organization: string) => [
      `${organization} tells you how it goes on. You need not wait on this page.`,
      `Is it urgent? Call ${organization} on a number you know.`,
    ],
  },
  /** For the browser that had the question open and did not end it. */
  expired: {
    pageTitle: "The time is over",
    title: "The time for this is over",
    lead: (organization: string) => `Nothing was confirmed and nothing was changed. ${organization} knows.`,
    next,
    steps: (organization: string) => [
      `Do you still need help? Call ${organization} on a number you know and ask for a new link.`,
      notYours(organization),
    ],
  },
  answered: {
    pageTitle: "This request is answered",
    title: "This request is answered",
    lead: (organization: string) => `${organization} knows and goes on. There is nothing more to do here.`,
    next,
    steps: (organization: string) => [`Are you still waiting for help? Call ${organization} on a number you know.`, notYours(organization)],
  },
  closed: {
    pageTitle: "This request is closed",
    title: "This request is closed",
    lead: (organization: string) => `${organization} knows. There is nothing more to do here.`,
    next,
    steps: (organization: string) => [`Do you still need help? Call ${organization} on a number you know.`, notYours(organization)],
  },
  signedLine: <Part>(when: Part): Rich<Part> => ["Countersigned ", when],
  notSignedLine: <Part>(when: Part): Rich<Part> => ["Not countersigned, ", when],
  receipt: "Receipt",
};
