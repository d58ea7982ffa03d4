import { approver } from "./approver.ts";
import { frame } from "./frame.ts";

const notYou = `If you did not ask for anything, open the page and choose “${frame.notMe}”. Nothing is changed for you then.`;
const received = (asks: string, ticket: string) => `${asks} received ticket ${ticket} in your name`;

/** What people without an account get by mail and by text message. */
export const mails = {
  lang: frame.lang,
  locale: frame.locale,
  hello: (name: string | null) => (name === null ? "Hello," : `Hello ${name},`),
  /** Who asks: a technician, where one is known. */
  asks: (technician: string | null, organization: string) => (technician === null ? organization : `${technician} of ${organization}`),
  /** A request that somebody is asked to confirm. */
  confirmation: {
    subject: (organization: string, ticket: string) => `${organization}: confirm ticket ${ticket}`,
    asked: (asks: string, ticket: string) => `${received(asks, ticket)} and asks you to confirm that it comes from you.`,
    notYou,
    never: "Never read a code out to somebody who calls you. Nobody will ask for your password.",
  },
  code: {
    line: (code: string, until: string) => `Your code: ${code} (good until ${until})`,
    above: (until: string) => `Your code, good until ${until}`,
    here: "Enter it on this page:",
    button: "Open the page and enter the code",
    never: "Never read this code out to somebody who calls you. Nobody will ask for your password.",
    /** A technician is on the phone with them: whom they may tell the code, by what that person says first. */
    only: (organization: string, phrase: string) =>
      `Are you on the phone with ${organization} about this right now? Read the code only to the technician who first says these words to you: “${phrase}”. Tell it to nobody else, whoever calls you. Nobody will ask for your password.`,
  },
  link: {
    how: {
      passkey: "Confirm it with your passkey on this page:",
      totp: "Confirm it with the code that your authenticator app shows on this page:",
      company_sign_in: "Confirm it with your work account on this page:",
      external_provider: "Confirm it with a verification service; this page leads there:",
    },
    button: "Open the page and confirm",
  },
  number: {
    subject: (organization: string, who: string, ticket: string) => `${organization}: call ${who} about ticket ${ticket}`,
    asked: (asks: string, ticket: string, who: string) => `${received(asks, ticket)}. ${who} of your company is asked whether it is right.`,
    todo: (who: string) => `Open this page to see your number, then call ${who} and tell them. Tell it to nobody else.`,
    button: "Open the page with your number",
  },
  approval: {
    somebody: approver.somebody,
    subject: (organization: string, ticket: string, who: string) => `${organization}: is ticket ${ticket} of ${who} right?`,
    asked: (who: string, ticket: string, asks: string) =>
      `${who} asked for help in ticket ${ticket}. ${asks} wants to know from you whether the request is right.`,
    sure: approver.sure,
    call: (who: string) =>
      `Speak to ${who} first, on a number you know. They have a number of two digits for you; you type it on the page.`,
    notRight: `If nobody tells you a number, or it is not right, open the page and choose “${approver.notRight}”.`,
    never: "Nobody will ask for your password, and nobody but they can give you the number.",
    here: "Answer on this page:",
    button: "Open the page and answer",
  },
  /** A way to prove a person that was added or removed. */
  authenticator: {
    totp: {
      added: {
        subject: (organization: string) => `${organization}: authenticator app added`,
        told: (organization: string, at: string) =>
          `An authenticator app was added with which you can prove to ${organization} that a request comes from you. That was on ${at}.`,
      },
      removed: {
        subject: (organization: string) => `${organization}: authenticator app removed`,
        told: (organization: string, at: string) =>
          `An authenticator app was removed. It no longer proves to ${organization} that a request comes from you. That was on ${at}.`,
      },
    },
    passkey: {
      added: {
        subject: (organization: string) => `${organization}: passkey added`,
        told: (organization: string, at: string) =>
          `A passkey was added with which you can prove to ${organization} that a request comes from you. That was on ${at}.`,
      },
      removed: {
        subject: (organization: string) => `${organization}: passkey removed`,
        told: (organization: string, at: string) =>
          `A passkey was removed. It no longer proves to ${organization} that a request comes from you. That was on ${at}.`,
      },
    },
    notYou: (organization: string) => `Was this not you? Call ${organization} at once, on a number you know.`,
  },
  /** Somebody whose word counts for requests of their company. */
  approverChosen: {
    added: {
      subject: (organization: string) => `${organization}: you can be asked about requests of your company`,
      told: (organization: string, company: string) =>
        `${organization} has put you down as somebody whose word counts for requests of people at ${company}. When one of them asks for something important, we may write to you and ask whether it is right.`,
    },
    removed: {
      subject: (organization: string) => `${organization}: you are not asked about requests any more`,
      told: (organization: string, company: string) =>
        `${organization} does not ask you about requests of people at ${company} any more. A question that was open has ended.`,
    },
    next: (organization: string) => `You do not need to do anything. Is this not right? Call ${organization} on a number you know.`,
  },
  /** Text messages: each is paid for by its length. */
  texts: {
    code: (code: string, ticket: string, organization: string, until: string) =>
      `${code} is your code for ticket ${ticket} at ${organization}, good until ${until}.`,
    never: "Never read it out to somebody who calls you.",
    only: (phrase: string) => `Read it only to our technician on the phone who first says: ${phrase}. To nobody else.`,
    link: (organization: string, ticket: string, link: string) =>
      `${organization} asks you to confirm ticket ${ticket}. The code comes in another message. Enter it here, or say that this was not you: ${link}`,
  },
};
