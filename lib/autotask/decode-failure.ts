import type { Retry } from "../platform/errors.ts";
import type { FetchFailureKind, Sent } from "../platform/guarded-fetch.ts";
import { toStorableText } from "../platform/storable-text.ts";
import type { AutotaskCode, Decoded, Effect, Operation } from "./errors.ts";

/** Everything that can go wrong with one call, before it has a name. */
export type Failure =
  | { kind: "no_answer"; reason: FetchFailureKind; sent: Sent }
  | Answer
  /** A 2xx whose body is not JSON, or is JSON without what we need. */
  | { kind: "unreadable"; bodyText: string };

type Answer = {
  kind: "answer";
  status: number;
  bodyText: string;
  retryAfter: string | null;
  /** Takes secrets out of what is kept of the answer. */
  redact?: (text: string) => string;
};

const NEVER: Retry = { when: "never" };
const BACKOFF: Retry = { when: "backoff" };
/** The hour rolls on, so a minute frees some calls; each sooner try would be one call more over the limit. */
const USED_UP: Retry = { when: "after", delayMs: 60_000 };
const LONGEST_RETRY_AFTER_MS = 15 * 60_000;
const LONGEST_ANSWER = 500;
/** Keeps the patterns below fast on a body that someone made long. */
const LONGEST_MATCHED = 1_000;

/**
 * Names a failure: one exhaustive, pure function. Autotask answers validation, permission and unknown-record failures with
 * 500 and `{"errors":["text"]}`, so a 500 is read before it is taken for an outage (observed texts and their sources:
 * fixtures/error-bodies.json).
 */
export function decodeFailure(operation: Operation, failure: Failure, now: Date = new Date()): Decoded {
  switch (failure.kind) {
    case "no_answer":
      return decodeNoAnswer(operation, failure);
    case "unreadable":
      return decodeUnreadable(operation, failure.bodyText);
    case "answer":
      return decodeAnswer(operation, failure, now);
  }
}

function decodeNoAnswer(operation: Operation, { reason, sent }: { reason: FetchFailureKind; sent: Sent }): Decoded {
  const effect = effectOf(operation, sent === "no" ? "none" : "unknown");
  if (reason === "too_large") return { code: "autotask.unreadable", retry: NEVER, effect };
  return { code: "autotask.unavailable", retry: reason === "refused_address" ? NEVER : BACKOFF, effect };
}

function decodeUnreadable(operation: Operation, bodyText: string): Decoded {
  const effect = effectOf(operation, "unknown");
  // A gateway's page under 200 is an outage; half a document may be whole next time; a wrong shape will stay wrong.
  if (/^\s*</.test(bodyText)) return { code: "autotask.unavailable", retry: BACKOFF, effect };
  return { code: "autotask.unreadable", retry: isJson(bodyText) ? NEVER : BACKOFF, effect };
}

function decodeAnswer(operation: Operation, failure: Answer, now: Date): Decoded {
  const { status, bodyText, redact } = failure;
  const said = textsOf(bodyText);
  const answer = said === undefined ? undefined : presentable(redact ? redact(said) : said);
  const asked = retryAfter(failure.retryAfter, now);
  const later = asked ?? BACKOFF;
  const refused = (code: AutotaskCode): Decoded => ({ code, retry: NEVER, effect: "none", ...(answer === undefined ? {} : { answer }) });

  // A look-up carries no credentials, so whoever refuses them there is not Autotask.
  const isLookUp = operation.endpoint === "ZoneInformation";
  if (status === 401 && !isLookUp) return refused("autotask.unauthorized");
  if (status === 502 || status === 503 || status === 504) {
    return { code: "autotask.unavailable", retry: later, effect: effectOf(operation, "unknown") };
  }
  const code = said === undefined ? undefined : codeOfText(operation, said.slice(0, LONGEST_MATCHED));
  if (code === "autotask.rate_limited" || code === "autotask.threshold_exceeded" || status === 429) {
    if (code === "autotask.threshold_exceeded") return { ...refused(code), retry: asked ?? USED_UP };
    return { ...refused("autotask.rate_limited"), retry: later };
  }
  if ((status === 401 || status === 403) && isFromTheGate(operation, bodyText))
    return { ...refused("autotask.address_blocked"), retry: later };
  if (status === 403) return refused(code === "autotask.webhook_right_missing" ? code : "autotask.forbidden");
  if (status === 404) return refused("autotask.not_found");
  if (code) return refused(code);
  if (answer !== undefined || (status >= 400 && status < 500 && status !== 408)) return refused("autotask.invalid");
  return { code: "autotask.unavailable", retry: later, effect: effectOf(operation, "unknown") };
}

/** Asked of these, Autotask has no right to miss: whoever says 403 does not know us at all. */
const NEEDS_NO_RIGHT: readonly string[] = ["Version", "ZoneInformation"];

/** A 403 that a gate before Autotask gives, since Autotask speaks JSON. A guess: no such answer was found in any source. */
function isFromTheGate({ endpoint }: Operation, bodyText: string): boolean {
  return /^\s*</.test(bodyText) || (textsOf(bodyText) === undefined && NEEDS_NO_RIGHT.includes(endpoint));
}

/** In order: the first match names the failure. Only texts that were observed, unless marked as a guess. */
const TEXTS: ReadonlyArray<readonly [RegExp, AutotaskCode]> = [
  [/IntegrationCode is invalid/i, "autotask.tracking_identifier_refused"],
  [/Zone information could not be determined/i, "autotask.user_unknown"],
  [/thread threshold|Itgenatr005/i, "autotask.rate_limited"],
  // A guess: the text for a passed hourly threshold was not found in any source.
  [
    /(request|call)s?\b.*\b(threshold|limit)\b.*exceeded|exceeded\b.*\b(request|call)s?\b.*\b(threshold|limit)|hourly.*(threshold|limit)/i,
    "autotask.threshold_exceeded",
  ],
  // Before the permission texts, since it speaks of permissions too; the record may be there and forbidden.
  [/No matching records found/i, "autotask.not_found"],
  [/Picklist value \[.*\] does not exist/i, "autotask.picklist_value_missing"],
  [/adequate permissions|required permissions|not authorized|not have permission/i, "autotask.forbidden"],
];

/** The texts of a refused webhook were not observed: these are guesses, and what they miss stays `invalid` with its answer. */
const WEBHOOK_TEXTS: ReadonlyArray<readonly [RegExp, AutotaskCode]> = [
  [/duplicate|already exists/i, "autotask.duplicate_webhook"],
  [/maximum|limit|exceed|too many/i, "autotask.webhook_limit"],
];

function codeOfText({ method, endpoint }: Operation, said: string): AutotaskCode | undefined {
  const code = TEXTS.find(([text]) => text.test(said))?.[1];
  const registers = method === "POST" && endpoint === "TicketWebhooks";
  if (code === "autotask.forbidden" && registers) return "autotask.webhook_right_missing";
  if (code) return code;
  const changes = endpoint === "TicketWebhooks" && method !== "GET" && method !== "DELETE";
  return changes ? WEBHOOK_TEXTS.find(([text]) => text.test(said))?.[1] : undefined;
}

function effectOf(operation: Operation, effect: Effect): Effect {
  return operation.writes ? effect : "none";
}

/** The texts of `{"errors":[…]}`; undefined if the body is not of that kind. */
function textsOf(bodyText: string): string | undefined {
  const body = parseJson(bodyText);
  if (typeof body !== "object" || body === null) return undefined;
  const errors = Object.entries(body).find(([name]) => name.toLowerCase() === "errors")?.[1];
  if (!Array.isArray(errors)) return undefined;
  return errors.filter((text) => typeof text === "string").join(" ");
}

/** One line without control and direction characters, cut. */
function presentable(text: string): string {
  const line = text.slice(0, LONGEST_ANSWER * 4).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ");
  // The cut may go through a character, and half of one cannot be stored.
  return toStorableText(line.trim().slice(0, LONGEST_ANSWER));
}

/** `Retry-After` in seconds or as a date, between now and a quarter of an hour; null when it says nothing usable. */
function retryAfter(header: string | null, now: Date): Retry | null {
  if (header === null || header.trim() === "") return null;
  const delayMs = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  if (Number.isNaN(delayMs)) return null;
  return { when: "after", delayMs: Math.min(Math.max(delayMs, 0), LONGEST_RETRY_AFTER_MS) };
}

function isJson(text: string): boolean {
  return parseJson(text) !== undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON is one of the answers this function exists for.
  }
}
