import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFailure, type Failure } from "./decode-failure.ts";
import type { Decoded, Operation } from "./errors.ts";

const read: Operation = { method: "GET", path: "/V1.0/Tickets/7", endpoint: "Tickets", writes: false };
const write: Operation = { method: "POST", path: "/V1.0/Tickets/7/Notes", endpoint: "TicketNotes", writes: true };
const register: Operation = { method: "POST", path: "/V1.0/TicketWebhooks", endpoint: "TicketWebhooks", writes: true };
const unregister: Operation = { method: "DELETE", path: "/V1.0/TicketWebhooks/7", endpoint: "TicketWebhooks", writes: true };
const now = new Date("2026-01-01T12:00:00Z");

const NEVER = { when: "never" } as const;
const BACKOFF = { when: "backoff" } as const;
const answer = (status: number, body: unknown, retryAfter: string | null = null): Failure => ({
  kind: "answer",
  status,
  bodyText: typeof body === "string" ? body : body === null ? "" : JSON.stringify(body),
  retryAfter,
});
const errors = (...texts: string[]) => ({ errors: texts });

type Fixture = { status: number | string; when: string; body: { errors: string[] } | null };
const fixture = JSON.parse(readFileSync(new URL("./fixtures/error-bodies.json", import.meta.url), "utf8")) as { bodies: Fixture[] };

const EXPECTED: Record<string, { code: Decoded["code"]; operation?: Operation }> = {
  "GET /zoneInformation?user=<unknown>": { code: "autotask.user_unknown" },
  "bad tracking identifier (2023 report; a 2026 live probe got an empty 401 instead)": { code: "autotask.tracking_identifier_refused" },
  "bad user name, secret or (2026) integration code": { code: "autotask.unauthorized" },
  "query without entity permission, or ImpersonationResourceId sent on a query": { code: "autotask.forbidden" },
  "create without permission (also impersonated create without the impersonation boxes)": { code: "autotask.forbidden", operation: write },
  "DELETE of a child or webhook that is missing or not permitted": { code: "autotask.not_found", operation: unregister },
  "unknown picklist value": { code: "autotask.picklist_value_missing", operation: write },
  "bad reference (task type)": { code: "autotask.invalid", operation: write },
  "reference to an inactive or missing contact": { code: "autotask.invalid", operation: write },
  "assignedResourceID without assignedResourceRoleID": { code: "autotask.invalid", operation: write },
  "more than 500 OR conditions": { code: "autotask.invalid" },
  "filter or IncludeFields names an unknown field (entity named by its internal singular name)": { code: "autotask.invalid" },
  "4th concurrent call on one object endpoint": { code: "autotask.rate_limited" },
};

describe("every error body that was observed has its name", () => {
  test("and no body is left out", () => {
    expect(fixture.bodies.map(({ when }) => when).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });

  const cases = fixture.bodies.flatMap(({ status, when, body }) =>
    String(status)
      .split(" or ")
      .map((each) => [`${each}: ${when}`, Number(each), body, EXPECTED[when]] as const),
  );
  test.each(cases)("%s", (_when, status, body, expected) => {
    const decoded = decodeFailure(expected?.operation ?? read, answer(status, body), now);
    expect(decoded).toEqual({
      code: expected?.code,
      retry: expected?.code === "autotask.rate_limited" ? BACKOFF : NEVER,
      effect: "none",
      ...(body ? { answer: body.errors.join(" ").trim() } : {}),
    });
  });
});

test.each<[string, Operation, Failure, Pick<Decoded, "code" | "retry" | "effect">]>([
  [
    "401 with words is still about the credentials",
    read,
    answer(401, errors("adequate permissions")),
    { code: "autotask.unauthorized", retry: NEVER, effect: "none" },
  ],
  ["403", read, answer(403, ""), { code: "autotask.forbidden", retry: NEVER, effect: "none" }],
  ["403 as the page of a gate", write, answer(403, "<html>"), { code: "autotask.address_blocked", retry: BACKOFF, effect: "none" }],
  [
    "403 without a word to a call that needs no right",
    { method: "GET", path: "/V1.0/Version", endpoint: "Version", writes: false },
    answer(403, ""),
    { code: "autotask.address_blocked", retry: BACKOFF, effect: "none" },
  ],
  [
    "403 with Autotask's own words to the same call",
    { method: "GET", path: "/V1.0/Version", endpoint: "Version", writes: false },
    answer(403, errors("The logged in Resource does not have the adequate permissions to query this entity type.")),
    { code: "autotask.forbidden", retry: NEVER, effect: "none" },
  ],
  [
    "401 to a look-up, which carries no credentials",
    { method: "GET", path: "/V1.0/ZoneInformation", endpoint: "ZoneInformation", writes: false },
    answer(401, ""),
    { code: "autotask.address_blocked", retry: BACKOFF, effect: "none" },
  ],
  ["404 as the page of a web server", read, answer(404, "<html>"), { code: "autotask.not_found", retry: NEVER, effect: "none" }],
  ["405 without a body", write, answer(405, ""), { code: "autotask.invalid", retry: NEVER, effect: "none" }],
  ["408", write, answer(408, ""), { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" }],
  ["429 without a body", write, answer(429, ""), { code: "autotask.rate_limited", retry: BACKOFF, effect: "none" }],
  [
    "429 with seconds to wait",
    read,
    answer(429, "", "7"),
    { code: "autotask.rate_limited", retry: { when: "after", delayMs: 7_000 }, effect: "none" },
  ],
  [
    "429 with a date to wait for",
    read,
    answer(429, "", "Thu, 01 Jan 2026 12:00:30 GMT"),
    { code: "autotask.rate_limited", retry: { when: "after", delayMs: 30_000 }, effect: "none" },
  ],
  [
    "429 with a date that has passed",
    read,
    answer(429, "", "Thu, 01 Jan 2026 11:00:00 GMT"),
    { code: "autotask.rate_limited", retry: { when: "after", delayMs: 0 }, effect: "none" },
  ],
  [
    "429 that would wait for a day",
    read,
    answer(429, "", "86400"),
    { code: "autotask.rate_limited", retry: { when: "after", delayMs: 900_000 }, effect: "none" },
  ],
  ["429 with junk to wait for", read, answer(429, "", "soon"), { code: "autotask.rate_limited", retry: BACKOFF, effect: "none" }],
  [
    "the hourly limit, as guessed",
    read,
    answer(500, errors("The external request threshold of 10000 has been exceeded")),
    { code: "autotask.threshold_exceeded", retry: { when: "after", delayMs: 60_000 }, effect: "none" },
  ],
  [
    "the hourly limit under 429",
    read,
    answer(429, errors("Hourly API limit reached"), "60"),
    { code: "autotask.threshold_exceeded", retry: { when: "after", delayMs: 60_000 }, effect: "none" },
  ],
  [
    "a webhook without the right",
    register,
    answer(500, errors("The logged in Resource does not have the adequate permissions to create this entity type.")),
    { code: "autotask.webhook_right_missing", retry: NEVER, effect: "none" },
  ],
  [
    "a webhook without the right, under 403",
    register,
    answer(403, errors("The logged in Resource does not have the adequate permissions to create this entity type.")),
    { code: "autotask.webhook_right_missing", retry: NEVER, effect: "none" },
  ],
  [
    "a webhook too many, as guessed",
    register,
    answer(500, errors("The maximum number of webhooks has been reached.")),
    { code: "autotask.webhook_limit", retry: NEVER, effect: "none" },
  ],
  [
    "a webhook that exists, as guessed",
    register,
    answer(500, errors("A duplicate webhook already exists.")),
    { code: "autotask.duplicate_webhook", retry: NEVER, effect: "none" },
  ],
  [
    "the same words about another entity",
    write,
    answer(500, errors("A duplicate already exists.")),
    { code: "autotask.invalid", retry: NEVER, effect: "none" },
  ],
  [
    "an Errors list in capitals",
    read,
    answer(500, { Errors: ["IntegrationCode is invalid."] }),
    { code: "autotask.tracking_identifier_refused", retry: NEVER, effect: "none" },
  ],
  ["500 with a page, read", read, answer(500, "<html>"), { code: "autotask.unavailable", retry: BACKOFF, effect: "none" }],
  ["500 with a page, write", write, answer(500, "<html>"), { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" }],
  ["500 with nothing, write", write, answer(500, ""), { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" }],
  ["502, write", write, answer(502, "<html>"), { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" }],
  [
    "503 with JSON that says it failed, write",
    write,
    answer(503, errors("busy"), "5"),
    { code: "autotask.unavailable", retry: { when: "after", delayMs: 5_000 }, effect: "unknown" },
  ],
  ["502 with JSON, write", write, answer(502, errors("x")), { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" }],
  ["504 with JSON, write", write, answer(504, errors("x")), { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" }],
  ["504, read", read, answer(504, ""), { code: "autotask.unavailable", retry: BACKOFF, effect: "none" }],
  [
    "a page under 200, write",
    write,
    { kind: "unreadable", bodyText: " <!doctype html>" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" },
  ],
  [
    "half a document, write",
    write,
    { kind: "unreadable", bodyText: '{"itemId":' },
    { code: "autotask.unreadable", retry: BACKOFF, effect: "unknown" },
  ],
  [
    "half a document, read",
    read,
    { kind: "unreadable", bodyText: '{"item":' },
    { code: "autotask.unreadable", retry: BACKOFF, effect: "none" },
  ],
  ["another shape, read", read, { kind: "unreadable", bodyText: "{}" }, { code: "autotask.unreadable", retry: NEVER, effect: "none" }],
  ["another shape, write", write, { kind: "unreadable", bodyText: "{}" }, { code: "autotask.unreadable", retry: NEVER, effect: "unknown" }],
  [
    "no name, write",
    write,
    { kind: "no_answer", reason: "dns", sent: "no" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "none" },
  ],
  [
    "refused connection, write",
    write,
    { kind: "no_answer", reason: "connection", sent: "no" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "none" },
  ],
  [
    "reset, write",
    write,
    { kind: "no_answer", reason: "connection", sent: "unknown" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" },
  ],
  [
    "reset, read",
    read,
    { kind: "no_answer", reason: "connection", sent: "unknown" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "none" },
  ],
  [
    "timeout, write",
    write,
    { kind: "no_answer", reason: "timeout", sent: "unknown" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" },
  ],
  [
    "bad certificate, write",
    write,
    { kind: "no_answer", reason: "tls", sent: "no" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "none" },
  ],
  [
    "redirect, write",
    write,
    { kind: "no_answer", reason: "redirected", sent: "unknown" },
    { code: "autotask.unavailable", retry: BACKOFF, effect: "unknown" },
  ],
  [
    "endless answer, write",
    write,
    { kind: "no_answer", reason: "too_large", sent: "unknown" },
    { code: "autotask.unreadable", retry: NEVER, effect: "unknown" },
  ],
  [
    "a private address",
    write,
    { kind: "no_answer", reason: "refused_address", sent: "no" },
    { code: "autotask.unavailable", retry: NEVER, effect: "none" },
  ],
])("%s", (_what, operation, failure, expected) => {
  expect(decodeFailure(operation, failure, now)).toMatchObject(expected);
});

test("what Autotask said is one short line without control or direction characters", () => {
  const { answer: said } = decodeFailure(write, answer(500, errors("one\r\n\u001b[31mtwo\u202e \u200bthree", "x".repeat(9_000))), now);
  expect(said?.startsWith("one [31mtwo three xxx")).toBe(true);
  expect(said).toHaveLength(500);
  expect(said).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test("a cut through a character leaves no half of it, which could not be stored", () => {
  const { answer: said } = decodeFailure(write, answer(500, errors(`${"x".repeat(499)}\u{1F600}`)), now);
  expect(said?.isWellFormed()).toBe(true);
});

test("a read never has an effect, a wait never exceeds a quarter of an hour, and nothing throws", () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), fc.option(fc.string()), (status, body, wait) => {
      const decoded = decodeFailure(read, answer(status, body, wait), now);
      expect(decoded.effect).toBe("none");
      if (decoded.retry.when === "after") expect(decoded.retry.delayMs).toBeLessThanOrEqual(900_000);
    }),
  );
});
