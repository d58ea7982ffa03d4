import type { Rich } from "../schema.ts";

const next = "What to do now";
const callKnown = (organization: string) => `Call ${organization} on a number you know, not on one from a call or a message.`;
const tellNoCode = "Tell nobody the code from the e-mail.";

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
    pageTitle: "The codes did not match",
    title: "The codes did not match",
    lead: (organization: string) => `We could not confirm this request, and ${organization} knows. Nothing was changed.`,
    next,
    steps: (organization: string) => [
      `Was it you? Call ${organization} on a number you know.`,
      "Was it not you, and somebody is on the phone? Hang up.",
    ],
  },
  signedLine: <Part>(when: Part): Rich<Part> => ["Countersigned ", when],
  notSignedLine: <Part>(when: Part): Rich<Part> => ["Not countersigned, ", when],
  receipt: "Receipt",
};
