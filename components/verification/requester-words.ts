// Every word of the requester's page, so that another language is another object of this shape. Requesters read no words
// of the product: who asks, for what, and what happens next.

/** What the page says about the answer before, as it stands in the address: a fixed list, never free text. */
export const saidCodes = [
  "wrong",
  "unreadable",
  "code_expired",
  "asked",
  "too_soon",
  "no_codes_left",
  "passkey_refused",
  "not_asked",
  "other_way",
  "wrong_number",
  "unreadable_number",
  "other_account",
  "sign_in_again",
  "sign_in_away",
  "wait",
  "limited",
] as const;

/** The same of what was added after the end. */
export const enrolSaidCodes = ["app_added", "passkey_added", "refused", "wrong", "unreadable"] as const;
export type EnrolSaid = (typeof enrolSaidCodes)[number];

export type Said = (typeof saidCodes)[number];

const tries = ["No tries", "One try", "Two tries", "Three tries", "Four tries", "Five tries"];

export const requesterWords = {
  lang: "en",
  locale: "en-GB",
  roleLine: "Your IT provider",
  footLine: "Countersign never asks for your password.",
  notMe: "This was not me",

  question: {
    title: "Enter the code we sent you",
    /** Around the masked address, or without one. */
    sentTo: ["Six digits, by e-mail to", "."],
    sent: "Six digits, by e-mail.",
    sentByText: ["Six digits, by text message to", "."],
    goodUntil: "Good until",
    onItsWay: "It is on its way.",
    label: "Code",
    confirm: "Confirm",
    nothingCame: "Nothing came?",
    newCode: "Send a new code",
    lastCode: (organization: string) => `That was the last code for this request. Nothing came? Call ${organization} on a number you know.`,
  },
  call: {
    title: "We call you",
    /** Around the masked number. */
    lead: (organization: string) => [`A technician of ${organization} calls you on`, ". They ask whether this request is yours."],
    never: "You need not enter anything here. Never tell a caller a code or a password.",
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
      lead: "It took too long, or it began in another browser. Nothing was changed. Open the link in your e-mail again and sign in from there.",
    },
  },
  tooOld: {
    title: "The code is too old",
    lead: "It was good until",
    newCode: "Send a new code, then enter that one.",
    noneLeft: (organization: string) => `No more codes can be sent. Call ${organization} on a number you know.`,
  },
  phrase: {
    lead: (who: string) => `If somebody calls you about this, they are from ${who} only if they say first:`,
    hangUp: "If they say anything else, hang up.",
    saidElse: "They said something else",
  },
  number: {
    title: (who: string) => `Which number does ${who} give you?`,
    lead: "They are on the phone with you and read out two digits.",
    label: "Number",
  },
  saidElse: {
    title: "Did they say something else?",
    lead: (organization: string) =>
      `Then it is not ${organization} who calls. We stop this request and tell ${organization} now. Nobody changes your password.`,
    confirm: "They said something else, stop it",
    back: "Go back, they said it",
  },
  approver: {
    title: (who: string) => `Speak to ${who}`,
    lead: (who: string) => `We asked ${who} whether this is right. Call them, and tell them this number:`,
    onItsWay: "A moment: the number is on its way. Load this page again.",
    wait: "When they have entered it, we go on. You can leave this page open.",
  },
  app: {
    title: "Enter the code of your authenticator app",
    lead: (organization: string) => `Open the app and enter the six digits that it shows for ${organization}.`,
    wrong: (triesLeft: number) => `That is not the code of your app, or it was used already. ${tries[triesLeft] ?? triesLeft} left.`,
    unreadable: "A code has six digits. Enter the six digits that the app shows now.",
  },
  passkey: {
    title: "Confirm with your passkey",
    lead: "Your device asks for your fingerprint, your face or its PIN. None of them leaves the device.",
    use: "Use my passkey",
    cancelled: "That was cancelled, or this device has no passkey of yours. Try again, or on the device that has it.",
    unknown: "This browser cannot use passkeys. Open the link on another device.",
    refused: (triesLeft: number) => `We could not take that passkey. ${tries[triesLeft] ?? triesLeft} left.`,
    notAsked: "That took too long, or was sent twice. Try again.",
    broken: "We could not reach our own server. Try again in a moment.",
    noScript: "A passkey needs JavaScript, which is off in this browser.",
    noOther: (organization: string) => `Turn it on, or call ${organization} on a number you know.`,
  },
  others: {
    title: "Use another way",
    names: {
      passkey: "My passkey",
      approver: "An approver of my company",
      company_sign_in: "Sign in with your work account",
      call_back: "A call from the help desk",
      totp: "My authenticator app",
      sms_code: "A code by text message",
      email_code: "A code by e-mail",
    } as Record<string, string>,
    otherName: "Another way",
  },
  enrol: {
    title: "Quicker and safer next time",
    lead: (until: string) => `Until ${until} you can add something that proves it is you. We tell you by e-mail when it is done.`,
    addApp: "Add an authenticator app",
    addPasskey: "Add a passkey",
    cancelled: "That was cancelled, or this device has a passkey of yours already. Nothing was added.",
    noScript: "Adding a passkey needs JavaScript, which is off in this browser.",
    said: {
      app_added: "Your authenticator app is added.",
      passkey_added: "Your passkey is added.",
      refused: "Nothing was added: it took too long, or it is there already.",
      wrong: "That is not the code that the app shows. Check the clock of your phone, then enter the newest code.",
      unreadable: "A code has six digits. Enter the six digits that the app shows now.",
    },
    app: {
      title: "Add an authenticator app",
      lead: "Scan this with an authenticator app, such as the one of Microsoft or Google.",
      picture: "QR code with the key for your authenticator app",
      key: "Cannot scan? Type this key into the app",
      open: "On this phone? Open your app",
      code: "Then enter the six digits that the app shows",
      confirm: "Add the app",
      back: "Go back, add nothing",
    },
  },
  why: (organization: string) => `${organization} got this request in your name and asks whether it is yours.`,
  facts: { title: "Asked for", asked: "When", technician: "Technician", organization: "Asked by", ticket: "Ticket" },

  said: {
    wrong: (triesLeft: number) => `That is not the code we sent. ${tries[triesLeft] ?? triesLeft} left.`,
    unreadable: "A code has six digits. Enter the six digits that we sent you.",
    code_expired: "That code is too old, or a newer one is on its way. Enter the newest one.",
    asked: "You asked for a new code. The one before no longer works.",
    too_soon: (waitSeconds: number | null) =>
      waitSeconds === null
        ? "A code was sent a moment ago. Look in your mailbox, then try again."
        : `A code was sent a moment ago. Look in your mailbox; in ${waitSeconds} seconds you can ask for a new one.`,
    no_codes_left: (organization: string) => `No more codes can be sent. Call ${organization} on a number you know.`,
    wrong_number: (triesLeft: number) => `That is not the number on their screen. ${tries[triesLeft] ?? triesLeft} left.`,
    unreadable_number: "The number has two digits. Ask for it once more.",
    other_way: "You chose another way. What we sent before no longer works.",
    other_account: (triesLeft: number) =>
      `That account is not the one this request is about. Sign in with your own work account. ${tries[triesLeft] ?? triesLeft} left.`,
    sign_in_again: (triesLeft: number) => `We could not confirm the sign-in. Sign in once more. ${tries[triesLeft] ?? triesLeft} left.`,
    sign_in_away: (organization: string) =>
      `Your company's sign-in page does not answer. Try again in a moment; if it stays, call ${organization} on a number you know.`,
  },

  limits: {
    triesLeft: (triesLeft: number) => `${tries[triesLeft] ?? triesLeft} left.`,
    wait: (waitSeconds: number) => `After several wrong answers there is a wait. In ${waitSeconds} seconds you can answer again.`,
    tooSoon: "That came too soon, so it was not looked at and cost no try.",
    limited: (organization: string) =>
      `Too many wrong answers were given, so this one was not looked at. Use another way if one is offered, or call ${organization} on a number you know. Later you can answer again.`,
  },

  denial: {
    title: "Was this not you?",
    lead: (organization: string) => `We stop this request and tell ${organization} now. Nobody changes your password.`,
    confirm: "This was not me, stop it",
    back: "Go back, it was me",
  },

  passed: {
    pageTitle: "It is you",
    title: (name: string | null) => (name === null ? "Thank you. It is you." : `Thank you, ${name}. It is you.`),
    lead: (who: string) => `${who} sees it now and goes on. You can close this page.`,
    line: "Countersigned",
  },
  denied: {
    pageTitle: "We stopped it",
    title: "We stopped it",
    lead: (organization: string) => `${organization} knows now that this was not you. Nobody changes your password.`,
    next: "What to do now",
    steps: (organization: string) => [
      "Is somebody on the phone with you about this? Hang up.",
      `Call ${organization} on a number you know, not on one from a call or a message.`,
      "Tell nobody the code from the e-mail.",
    ],
  },
  wrong_phrase: {
    pageTitle: "Hang up",
    title: "Hang up",
    lead: (organization: string) => `We stopped the request, and ${organization} knows that somebody calls in its name.`,
    next: "What to do now",
    steps: (organization: string) => [
      "Hang up, whatever they tell you.",
      `Call ${organization} on a number you know, not on one from a call or a message.`,
      "Tell nobody the code from the e-mail.",
    ],
  },
  failed: {
    pageTitle: "The codes did not match",
    title: "The codes did not match",
    lead: (organization: string) => `We could not confirm this request, and ${organization} knows. Nothing was changed.`,
    next: "What to do now",
    steps: (organization: string) => [
      `Was it you? Call ${organization} on a number you know.`,
      "Was it not you, and somebody is on the phone? Hang up.",
    ],
  },
  notSigned: "Not countersigned,",
  receipt: "Receipt",

  caller: {
    title: "Is this really us?",
    lead: "Somebody calls you in the name of your IT provider? Ask them for their phrase, and type the four words here.",
    label: "The four words they said",
    ask: "Is it you?",
    yes: (organization: string) => `Yes, it is ${organization}.`,
    yesLead: "The words belong to this request. It holds for this call only.",
    no: "No. Hang up.",
    noLead:
      "These words belong to no request of ours. If you may have misheard them, ask once more; if they are said again and it stays no, hang up.",
    notKnown: "Not named",
    too_many: "That was often in a short time. Wait a minute, then try again.",
    failed: "We could not look. Try again in a moment.",
    neither: "Not sure? Hang up, and call your IT provider on a number you know.",
  },

  gone: {
    name: "Countersign",
    roleLine: "Asks on behalf of your IT provider",
    title: "This link no longer works",
    lead: "Nothing happened and nothing was changed.",
    body: "A link works for a short time and for one answer. Still waiting for help? Call your IT provider on a number you know and ask for a new one.",
    hangUp: "Is somebody on the phone who wants you to open it? Hang up first.",
  },
  broken: {
    title: "We could not show this page",
    lead: "Nothing was changed. Try again in a moment; if it stays, call your IT provider on a number you know.",
    again: "Try again",
  },
  refused: {
    tooMany: {
      title: "Too many answers at once",
      lead: (waitSeconds: number) => `Nothing was counted against you. Wait ${waitSeconds} seconds, then go back and try again.`,
    },
    foreign: {
      title: "We did not take that answer",
      lead: "It did not come from our own page. Open the link in your e-mail again and answer there.",
    },
    broken: { title: "We could not take that answer", lead: "Nothing was changed. Go back and try again in a moment." },
    back: "Go back",
  },
} as const;

type Moment = { at: Date; now: Date; timeZone?: string };
export type MomentStyle = "time" | "fact" | "line";

/** A moment in the page's language: "14:24", "Today, 14:24" or "today at 14:24"; with its date when that is not today. */
export function momentText({ at, now, timeZone }: Moment, style: MomentStyle): string {
  const { locale } = requesterWords;
  const dayOf = (moment: Date) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(moment);
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  const isToday = dayOf(at) === dayOf(now);
  if (isToday) return { time, fact: `Today, ${time}`, line: `today at ${time}` }[style];
  const date = new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "short" }).format(at);
  return { time: `${date}, ${time}`, fact: `${date}, ${time}`, line: `${date} at ${time}` }[style];
}

/** The same in the organization's time zone, named, for a page that does not know its reader's: "14:24 CET". */
export function zonedMomentText(moment: Required<Moment>, style: MomentStyle): string {
  const { at, timeZone } = moment;
  const parts = new Intl.DateTimeFormat(requesterWords.locale, { timeZone, timeZoneName: "short" }).formatToParts(at);
  const zone = parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  return `${momentText(moment, style)} ${zone}`;
}
