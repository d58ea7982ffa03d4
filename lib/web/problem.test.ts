import { expect, test } from "vitest";
import * as errors from "../platform/errors.ts";
import { actionRefusalFor } from "./define-action.ts";
import { problem, refusalFor } from "./problem.ts";

const { AccessError, AppError, ConflictError, InputError, InvariantError, LimitError, NotFoundError, UpstreamError } = errors;
const code = "test.happened";
const secret = "hunter2-the-secret";

const cases: [name: string, error: unknown, status: number, action: string | null][] = [
  ["InputError", new InputError("x", { code, field: "email" }), 422, "web.invalid_input"],
  ["AccessError", new AccessError("x", { code, status: 401 }), 401, "web.signed_out"],
  ["AccessError", new AccessError("x", { code, status: 403 }), 403, "web.forbidden"],
  ["AccessError", new AccessError("x", { code, status: 404 }), 404, "web.not_found"],
  ["NotFoundError", new NotFoundError("x", { code }), 404, "web.not_found"],
  ["ConflictError", new ConflictError("x", { code }), 409, "web.conflict"],
  ["LimitError", new LimitError("x", { code, retryAfterSeconds: 7 }), 429, "web.rate_limited"],
  ["UpstreamError", new UpstreamError("x", { code, retry: { when: "never" } }), 502, "web.unavailable"],
  ["UpstreamError", new UpstreamError("x", { code, retry: { when: "after", delayMs: 1_500 } }), 503, "web.unavailable"],
  ["InvariantError", new InvariantError("x", { code }), 500, null],
  ["AppError", new AppError("x", { code }), 500, null],
  ["none", new Error(secret), 500, null],
  ["none", Object.assign(new Error(secret), { code: "ECONNREFUSED" }), 503, null],
  ["none", new Error(secret, { cause: Object.assign(new Error(secret), { code: "57P01" }) }), 503, null],
  ["none", "a thrown word", 500, null],
];

test.each(cases)("%s: %s answers %i, and a form %s", (_name, error, status, action) => {
  expect(refusalFor(error).status).toBe(status);
  expect(actionRefusalFor(error)?.code ?? null).toBe(action);
});

test("every class of error we throw has a case above", () => {
  const classes = Object.values(errors).filter((value) => typeof value === "function" && value.prototype instanceof Error);
  expect(classes.length).toBeGreaterThan(7);
  expect(classes.map(({ name }) => name).filter((name) => !cases.some(([covered]) => covered === name))).toEqual([]);
});

test("an unexpected error's words stay with us", async () => {
  const text = await problem(refusalFor(new Error(secret)), "id").text();
  expect(text).not.toContain(secret);
  expect(JSON.parse(text)).toEqual({ type: "about:blank", title: expect.any(String), status: 500, code: "web.failed", requestId: "id" });
});

test("an invariant's and an upstream's words stay with us too", () => {
  for (const error of [new InvariantError(secret, { code }), new UpstreamError(secret, { code, retry: { when: "backoff" } })]) {
    expect(JSON.stringify(refusalFor(error))).not.toContain(secret);
  }
});

test("a missing thing and another organization's answer alike, to the letter", async () => {
  const missing = new NotFoundError("No connection 1", { code: "connection.not_found" });
  const foreign = new AccessError("Not a member", { code: "organization.other", status: 404 });
  expect(await problem(refusalFor(missing), "id").text()).toBe(await problem(refusalFor(foreign), "id").text());
});

test("input that cannot even be read has a status of its own", () => {
  const status = (code: `${string}.${string}`) => refusalFor(new InputError("x", { code })).status;
  expect([status("web.body_too_large"), status("web.body_not_json"), status("web.unreadable_body"), status("web.bad_query")]).toEqual([
    413, 415, 400, 400,
  ]);
});

test("a limit says when to come back, and nobody keeps an answer", () => {
  const { headers } = problem(refusalFor(new LimitError("x", { code, retryAfterSeconds: 7 })), "id");
  expect([headers.get("retry-after"), headers.get("cache-control"), headers.get("content-type")]).toEqual([
    "7",
    "no-store",
    "application/problem+json",
  ]);
});
