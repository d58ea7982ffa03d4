import type { IncidentKind } from "../../platform/db/generated/enums.ts";

type IncidentWords = {
  /** Two to five words, after the connection's name in a title. */
  brief: string;
  /** What happened. */
  what: string;
  /** What it means for tickets. */
  meaning: string;
  /** What to do, and where. */
  todo: string;
  /** Its end, however it came: what holds again. */
  over: string;
  /** What we did, where we mended it ourselves. */
  repaired: string;
};

/** What alerts say of each kind of trouble. The connection's page has the exact cause and the menu path to mend it. */
export const incidentWords: Record<IncidentKind, IncidentWords> = {
  credentials: {
    brief: "Autotask refuses our sign-in",
    what: "Autotask refused our sign-in, so we make no further call: more tries could lock the API user.",
    meaning: "New tickets are stored and wait. Nobody is asked and no outcome is written until this is mended. Nothing is lost.",
    todo: "Open the connection's page. Enter a new secret, or choose Try once if Autotask was at fault.",
    over: "Autotask accepts our sign-in again. What waited goes on in its order.",
    repaired: "Autotask accepts our sign-in again. What waited goes on in its order.",
  },
  webhook: {
    brief: "tickets do not reach us",
    what: "Our webhook in Autotask does not work as it should.",
    meaning: "New tickets do not reach us, so their requesters are not asked. Once it is mended we fetch what we missed.",
    todo: "We go on trying to repair it. If it stays, open the connection's page and choose Repair; it names the cause.",
    over: "Our webhook works. Tickets that came meanwhile are fetched.",
    repaired: "We repaired our webhook. Tickets that came meanwhile are fetched.",
  },
  permissions: {
    brief: "a right is missing",
    what: "The security level of the API user lacks a right that the chosen options need.",
    meaning: "What needs this right is not done. The rest goes on.",
    todo: "Open the connection's page: it names the right and where to turn it on. Or switch off what needs it.",
    over: "All the rights we need are there.",
    repaired: "All the rights we need are there.",
  },
  budget: {
    brief: "the hourly calls to Autotask run out",
    what: "More than three quarters of the calls that this Autotask database allows in an hour are used up.",
    meaning:
      "The look for missed tickets and the re-check of rights wait, questions about what is on file do not count. Verifications and notes go on for as long as Autotask takes them.",
    todo: "Autotask counts the calls of all integrations together. The connection's page shows our share; look which other one calls so often.",
    over: "There are calls enough again. What waited goes on.",
    repaired: "There are calls enough again. What waited goes on.",
  },
  outage: {
    brief: "Autotask does not answer",
    what: "Autotask did not answer several calls in a row.",
    meaning: "New tickets and outcomes wait, and go on as soon as it answers. Nothing is lost.",
    todo: "Nothing at first: we look every half minute. If Autotask works for you, check that this server may call *.autotask.net on port 443.",
    over: "Autotask answers again. What waited goes on, and tickets that did not reach us are fetched.",
    repaired: "Autotask answers again. What waited goes on, and tickets that did not reach us are fetched.",
  },
  gap: {
    brief: "tickets may not have reached us",
    what: "For a while tickets may not have reached us.",
    meaning: "We look for them in Autotask. Each one found is handled once, as if it had just come.",
    todo: "Nothing. The connection's page lists from when to when, and what was found.",
    over: "We have looked through that time. The connection's page lists what was found.",
    repaired: "We have looked through that time. The connection's page lists what was found.",
  },
  writes: {
    brief: "outcomes are not written",
    what: "Autotask refused to take outcomes of verifications.",
    meaning: "Those tickets do not show whether their requester is proven. The verifications themselves are complete.",
    todo: "Open the connection's page, mend the cause, then choose Retry on these verifications.",
    over: "Outcomes are written again.",
    repaired: "Outcomes are written again.",
  },
};

/** Where the code says more than the kind. Others are told by their kind. */
const codeWords: Readonly<Record<string, string>> = {
  "connection.webhook_missing": "Our webhook is not in Autotask any more.",
  "connection.webhook_inactive":
    "Our webhook is switched off in Autotask. Autotask does that by itself when it could not reach us for long.",
  "connection.webhook_not_ready": "Autotask has our webhook and does not call it ready.",
  "connection.webhook_changed": "Our webhook in Autotask was changed: it does not send new tickets to us.",
  "connection.fields_missing": "Our webhook in Autotask lacks ticket fields that it needs.",
  "connection.secret_refused":
    "Autotask found the API user and refused the sign-in, so we make no further call: more tries could lock the user.",
  "connection.access_withdrawn":
    "Autotask refuses a sign-in that it accepted before: its API user was locked, made inactive, or got a new secret. We make no further call, since more tries could lock it.",
  "connection.address_blocked": "Something before Autotask turns our server's address away. Calls are tried one each half minute.",
  "connection.username_unknown": "Autotask does not know the API user any more, so we make no further call.",
  "connection.tracking_identifier_refused": "Autotask does not accept the tracking identifier any more, so we make no further call.",
};

/** What happened, as exact as the code allows. */
export function whatHappened(kind: IncidentKind, code: string, params: Readonly<Record<string, string>> = {}): string {
  const { count = "" } = params;
  if (kind === "gap" && /^[1-9]\d*$/.test(count))
    return `${count === "1" ? "1 ticket" : `${count} tickets`} did not reach us when created.`;
  return codeWords[code] ?? incidentWords[kind].what;
}
