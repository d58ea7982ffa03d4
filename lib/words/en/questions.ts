import { pluralIn } from "../plural.ts";
import type { Rich } from "../schema.ts";

const plural = pluralIn("en");
const numbers = ["No", "One", "Two", "Three", "Four", "Five"];
const left = (tries: number) => `${numbers[tries] ?? tries} ${plural(tries, { one: "try", other: "tries" })} left.`;

/** What is asked, by each method, and what is said about the answer before. */
export const questions = {
  question: {
    title: "Enter the code we sent you",
    sentTo: <Part>(address: Part): Rich<Part> => ["Six digits, by e-mail to ", address, "."],
    sent: "Six digits, by e-mail.",
    sentByText: <Part>(number: Part): Rich<Part> => ["Six digits, by text message to ", number, "."],
    goodUntil: <Part>(time: Part): Rich<Part> => ["Good until ", time, "."],
    onItsWay: "It is on its way.",
    label: "Code",
    confirm: "Confirm",
    nothingCame: "Nothing came?",
    newCode: "Send a new code",
    lastCode: (organization: string) => `That was the last code for this request. Nothing came? Call ${organization} on a number you know.`,
  },
  tooOld: {
    title: "The code is too old",
    lead: <Part>(time: Part): Rich<Part> => ["It was good until ", time, "."],
    newCode: "Send a new code, then enter that one.",
    noneLeft: (organization: string) => `No more codes can be sent. Call ${organization} on a number you know.`,
  },
  said: {
    wrong: (tries: number) => `That is not the code we sent. ${left(tries)}`,
    unreadable: "A code has six digits. Enter the six digits that we sent you.",
    code_expired: "That code is too old, or a newer one is on its way. Enter the newest one.",
    asked: "You asked for a new code. The one before no longer works.",
    too_soon: (waitSeconds: number | null) =>
      waitSeconds === null
        ? "A code was sent a moment ago, and may take a minute to arrive. Then try again."
        : `A code was sent a moment ago, and may take a minute to arrive. In ${waitSeconds} ${plural(waitSeconds, { one: "second", other: "seconds" })} you can ask for a new one.`,
    no_codes_left: (organization: string) => `No more codes can be sent. Call ${organization} on a number you know.`,
    wrong_number: (tries: number) => `That is not the number on their screen. ${left(tries)}`,
    unreadable_number: "The number has two digits. Ask for it once more.",
    other_way: "You chose another way. What we sent before no longer works.",
    other_account: (tries: number) =>
      `That account is not the one this request is about. Sign in with your own work account. ${left(tries)}`,
    sign_in_again: (tries: number) => `We could not confirm the sign-in. Sign in once more. ${left(tries)}`,
    sign_in_away: (organization: string) =>
      `Your company's sign-in page does not answer. Try again in a moment; if it stays, call ${organization} on a number you know.`,
  },
  /** What is left, and how long the next answer has to wait. */
  limits: {
    left,
    wait: (seconds: number) =>
      `After several wrong answers there is a wait. In ${seconds} ${plural(seconds, { one: "second", other: "seconds" })} you can answer again.`,
    tooSoon: "That came too soon, so it was not looked at and cost no try.",
    used: (organization: string) =>
      `Too many wrong answers were given, so this one was not looked at. Use another way if one is offered, or call ${organization} on a number you know. Later you can answer again.`,
  },
  call: {
    title: "We call you",
    lead: <Part>(organization: string, number: Part): Rich<Part> => [
      `A technician of ${organization} calls you on `,
      number,
      ". They ask whether this request is yours.",
    ],
    never: "You need not enter anything here. Never tell a caller a code or a password.",
    after: "After the call there is nothing more to do here. You can close this page.",
  },
  signIn: {
    title: "Confirm that it is you",
    lead: {
      entra: "Sign in with your Microsoft work account.",
      google: "Sign in with your Google work account.",
      oidc: "Sign in with your work account.",
    },
    button: { entra: "Sign in with Microsoft", google: "Sign in with Google", oidc: "Sign in with your work account" },
    hint: "You sign in at your company's own page, not here. We learn who you are and nothing else.",
    away: (organization: string) => `Signing in is switched off at the moment. Call ${organization} on a number you know.`,
    /** The page between the provider and the answer. */
    returned: { title: "You are signed in", lead: (host: string) => `Signed in at ${host}. One more step.`, button: "Continue" },
    lost: {
      title: "The sign-in did not finish",
      lead: "It took too long, or it began in another browser. Nothing was changed. Open the link that we sent you again and sign in from there.",
    },
  },
  approver: {
    title: (who: string) => `Speak to ${who}`,
    lead: (who: string) => `We asked ${who} whether this is right. Call them, and tell them this number:`,
    onItsWay: "A moment: the number is on its way. Load this page again.",
    wait: "When they have entered it, we go on.",
    again: "Have they entered it? Look again",
  },
  app: {
    title: "Enter the code of your authenticator app",
    lead: (organization: string) => `Open the app and enter the six digits that it shows for ${organization}.`,
    wrong: (tries: number) => `That is not the code of your app, or it was used already. ${left(tries)}`,
    unreadable: "A code has six digits. Enter the six digits that the app shows now.",
  },
  passkey: {
    title: "Confirm with your passkey",
    lead: "Your device asks for your fingerprint, your face or its PIN. None of them leaves the device.",
    use: "Use my passkey",
    cancelled: "That was cancelled, or this device has no passkey of yours. Try again, or on the device that has it.",
    unknown: "This browser cannot use passkeys. Open the link on another device.",
    refused: (tries: number) => `We could not take that passkey. ${left(tries)}`,
    notAsked: "That took too long, or was sent twice. Try again.",
    broken: "We could not reach our own server. Try again in a moment.",
    noScript: "A passkey needs JavaScript, which is off in this browser.",
    noOther: (organization: string) => `Turn it on, or call ${organization} on a number you know.`,
  },
  number: {
    title: (who: string) => `Which number does ${who} give you?`,
    lead: "They are on the phone with you and read out two digits.",
    label: "Number",
  },
  phrase: {
    lead: (who: string) => `If somebody calls you about this, they are from ${who} only if they say first:`,
    hangUp: "If they say anything else, hang up.",
    saidElse: "They said something else",
  },
  /** After the last answer, where somebody of the organization looks at it first. */
  held: {
    title: "That was right",
    lead: (organization: string) => `Somebody at ${organization} has a look at it now, and goes on when they have.`,
    wait: "You need not do anything more. Are you on the phone? Stay on the line.",
  },
  /** After the last answer, for the moment until it is finished. */
  checking: {
    title: "That was right",
    lead: "We finish the check. It takes a moment.",
    wait: "You need not do anything more. This page goes on by itself.",
  },
  others: {
    title: "Use another way",
    names: {
      passkey: "My passkey",
      approver: "An approver of my company",
      external_provider: "Another verification service",
      company_sign_in: "Sign in with your work account",
      call_back: "A call from the help desk",
      totp: "My authenticator app",
      sms_code: "A code by text message",
      email_code: "A code by e-mail",
    },
  },
};
