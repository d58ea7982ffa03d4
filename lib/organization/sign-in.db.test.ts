import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AccessError, LimitError } from "../platform/errors.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createOwner } from "./create-owner.ts";
import { signIn } from "./sign-in.ts";
import { triesPerAccount, triesPerAccountEverywhere, triesPerAddress } from "./sign-in-throttle.ts";

let deps: TestDeps;
const password = "vier rote gabeln";

beforeAll(async () => {
  deps = await testDeps();
  const owner = { name: "Ada", organizationName: "Nordlicht", email: "ada@nordlicht.example", password };
  await createOwner(deps, { ...owner, actor: { kind: "operator" } });
});
afterAll(() => deps.close());
beforeEach(async () => {
  await deps.db.rateLimit.deleteMany();
});

const attempt = (email: string, tried: string, address = "203.0.113.9") =>
  signIn(deps, { email, password: tried, address, userAgent: null });
const outcome = async (trial: Promise<unknown>) =>
  trial.then(
    () => "in",
    (error: unknown) => (error instanceof LimitError ? "limited" : error instanceof AccessError ? error.code : String(error)),
  );

test("the right password begins a session, however the address was typed", async () => {
  const { sessionId } = await attempt("  ADA@Nordlicht.example ", password);
  expect(await deps.db.session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({ address: "203.0.113.9", revokedAt: null });
});

test("the password is kept as Argon2id with at least 19 MiB and two passes", async () => {
  const { passwordHash } = await deps.db.user.findUniqueOrThrow({ where: { email: "ada@nordlicht.example" } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("a wrong password and an unknown account are refused in the same words and begin nothing", async () => {
  const sessions = await deps.db.session.count();
  const failures = await Promise.all(
    [attempt("ada@nordlicht.example", "not it"), attempt("nobody@nordlicht.example", "not it")].map((trial) =>
      trial.catch((error) => error),
    ),
  );
  const [wrong, unknown] = failures.map(({ code, message, status }) => ({ code, message, status }));
  expect(wrong).toEqual(unknown);
  expect(await deps.db.session.count()).toBe(sessions);
});

test("an unknown account costs the same work as a wrong password", async () => {
  const took = async (email: string) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const begun = performance.now();
      await outcome(attempt(email, "not it", `203.0.113.${round}`));
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  await took("warm@nordlicht.example");
  expect(await took("nobody@nordlicht.example")).toBeGreaterThan((await took("ada@nordlicht.example")) / 3);
});

test("a person who was removed everywhere cannot sign in", async () => {
  await deps.db.member.updateMany({ data: { removedAt: new Date() } });
  expect(await outcome(attempt("ada@nordlicht.example", password))).toBe("organization.sign_in_refused");
  await deps.db.member.updateMany({ data: { removedAt: null } });
});

test("an account is closed to one place after its tries, also to the right password, and open to its owner elsewhere", async () => {
  for (let tried = 0; tried < triesPerAccount; tried += 1) await outcome(attempt("ada@nordlicht.example", "not it", "203.0.113.1"));
  const refused = await attempt("ada@nordlicht.example", password, "203.0.113.1").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(LimitError);
  expect((refused as LimitError).retryAfterSeconds).toBeGreaterThan(600);
  expect(await outcome(attempt("other@nordlicht.example", "not it"))).toBe("organization.sign_in_refused");
  expect(await outcome(attempt("ada@nordlicht.example", password, "198.51.100.1"))).toBe("in");
});

test("guesses at once, from as many places, do not multiply the tries of an account", async () => {
  const guesses = Array.from({ length: triesPerAccountEverywhere + 15 }, (_, index) =>
    outcome(attempt("ada@nordlicht.example", "not it", `198.51.100.${index}`)),
  );
  const outcomes = await Promise.all(guesses);
  expect(outcomes.filter((each) => each === "organization.sign_in_refused")).toHaveLength(triesPerAccountEverywhere);
});

test("an address is closed after its tries, all of one IPv6 network counted together", async () => {
  const guesses = Array.from({ length: triesPerAddress + 5 }, (_, index) =>
    outcome(attempt(`nobody${index}@x.example`, "not it", `2001:db8:1:2::${index}`)),
  );
  expect((await Promise.all(guesses)).filter((each) => each === "limited")).toHaveLength(5);
  expect(await outcome(attempt("ada@nordlicht.example", password, "2001:db8:1:2:ffff::1"))).toBe("limited");
  expect(await outcome(attempt("ada@nordlicht.example", password, "2001:db8:1:3::1"))).toBe("in");
});

test("a success forgets the tries before it", async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let tried = 1; tried < triesPerAccount; tried += 1) await outcome(attempt("ada@nordlicht.example", "not it", "203.0.113.1"));
    expect(await outcome(attempt("ada@nordlicht.example", password, "203.0.113.1"))).toBe("in");
  }
});

test("the table of tries holds no address that somebody typed", async () => {
  await outcome(attempt("ada@nordlicht.example", "not it"));
  const keys = (await deps.db.rateLimit.findMany()).map(({ key }) => key).join(" ");
  expect(keys).not.toContain("ada");
  expect(keys).not.toContain("nordlicht");
});
