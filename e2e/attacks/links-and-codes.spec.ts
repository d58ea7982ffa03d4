import { actionsBehind, sendTo } from "../fixtures/forms.ts";
import { otherCode } from "../fixtures/mailbox.ts";
import { places } from "../fixtures/places.ts";
import { expectGone, letTimePass } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

type Post = { code?: string; origin?: string | null; address: string };

/** Sends a form of the requester's page as a browser does, and follows nothing. */
const post = (link: string, action: "code" | "deny" | "new-code", { code, ...sent }: Post) =>
  sendTo(`${link}/${action}`, { ...sent, form: code === undefined ? {} : { code } });

test("fifty wrong codes at once spend five tries and no more, and end it", async ({ connected, api }) => {
  const asked = await connected.ask();
  const wrong = otherCode(asked.mail.code);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => post(asked.mail.link, "code", { code: wrong, address: `10.1.1.${index + 1}` })),
  );
  expect(answers.filter(({ location }) => location?.includes("said=wrong"))).toHaveLength(4);
  expect(answers.filter(({ location }) => location?.endsWith("/done"))).toHaveLength(1);
  const { challenges } = await connected.outcome(asked.verificationId, "failed");
  expect(challenges[0]?.tries).toBe(5);
  const { state } = await api.verification(asked.verificationId);
  await post(asked.mail.link, "code", { code: asked.mail.code, address: "10.1.2.1" });
  expect((await api.verification(asked.verificationId)).state).toBe(state);
  // The twin: the person's next ticket is asked about, and their right code passes.
  const next = await connected.ask();
  expect((await post(next.mail.link, "code", { code: next.mail.code, address: "10.1.2.1" })).location).toMatch(/\/done$/);
  await connected.outcome(next.verificationId, "passed");
});

test("the right code sent thirty times at once passes once and leaves one note", async ({ connected }) => {
  const asked = await connected.ask();
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => post(asked.mail.link, "code", { code: asked.mail.code, address: `10.1.3.${index + 1}` })),
  );
  const { timeline } = await connected.outcome(asked.verificationId, "passed");
  expect(timeline.filter(({ kind }) => kind === "passed")).toHaveLength(1);
  expect(await connected.written(asked)).toHaveLength(1);
});

test("a pass and a denial at once leave one outcome, and its note says the same", async ({ connected, api }) => {
  const asked = await connected.ask();
  await Promise.all([
    post(asked.mail.link, "code", { code: asked.mail.code, address: "10.1.4.1" }),
    post(asked.mail.link, "deny", { address: "10.1.4.2" }),
  ]);
  await expect.poll(async () => (await api.verification(asked.verificationId)).state).toMatch(/^(passed|denied)$/);
  const { state } = await api.verification(asked.verificationId);
  const notes = await connected.written(asked);
  expect(notes.map(({ description }) => description.split("\n").at(-1))).toEqual([expect.stringContaining(`outcome=${state};`)]);
});

test("the code of one verification does not open another", async ({ connected, api }) => {
  const [first, second] = [await connected.ask(), await connected.ask()];
  test.skip(first.mail.code === second.mail.code, "two codes may be equal, once in a million");
  const answer = await post(second.mail.link, "code", { code: first.mail.code, address: "10.1.5.1" });
  expect(answer.location).toContain("said=wrong");
  expect((await api.verification(second.verificationId)).state).not.toBe("passed");
  // The twin: each code opens its own.
  await post(first.mail.link, "code", { code: first.mail.code, address: "10.1.5.1" });
  await connected.outcome(first.verificationId, "passed");
});

test("guessed, cut, changed and over links look alike, name nobody and take no answer", async ({ visit, connected, api, request }) => {
  const asked = await connected.ask();
  const over = await connected.ask();
  await letTimePass(over.verificationId);
  const { token } = asked.mail;
  const swapped = token.replace(/[a-z]/i, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
  const guesses = [
    "A".repeat(43),
    token.slice(0, -1),
    `${token}A`,
    swapped,
    token.split("").reverse().join(""),
    "x",
    "%F0%9F%92%A9",
    over.mail.token,
  ];
  const statuses: number[] = [];
  for (const guess of guesses) {
    const response = await request.get(`${places.web}/v/${guess}`);
    statuses.push(response.status());
    expect(response.headers()["cache-control"], guess).toContain("no-store");
    const text = await response.text();
    for (const word of [asked.ticket.ticketNumber, connected.requester.name, "Nordlicht"]) expect(text, guess).not.toContain(word);
    expect(text, guess).toContain("This link no longer works");
    // A denial that comes after the end is a warning still, so the link that is over takes that one.
    for (const action of guess === over.mail.token ? (["code", "new-code"] as const) : (["code", "deny", "new-code"] as const)) {
      const answer = await post(`${places.web}/v/${guess}`, action, { code: asked.mail.code, address: "10.1.6.1" });
      expect([303, 404], `${action} ${guess}`).toContain(answer.status);
      expect(answer.location ?? "", `${action} ${guess}`).not.toContain("/done");
    }
  }
  expect(new Set(statuses).size, String(statuses)).toBe(1);
  expect((await api.verification(asked.verificationId)).state).toBe("sent");
  expect((await api.verification(over.verificationId)).state).not.toMatch(/passed|denied/);

  // The twin: the whole link opens.
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter the code we sent you");
  await page.goto(over.mail.link);
  await expectGone(page);
});

test("the end page is for the browser that answered only", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const mine = await visit(phone);
  await mine.goto(asked.mail.link);
  await mine.getByLabel("Code", { exact: true }).fill(asked.mail.code);
  await mine.getByRole("button", { name: "Confirm" }).click();
  await expect(mine.getByRole("heading", { level: 1 })).toContainText("It is you.");
  await mine.reload();
  await expect(mine.getByRole("heading", { level: 1 })).toContainText("It is you.");
  const theirs = await visit();
  await theirs.goto(`${asked.mail.link}/done`);
  await expectGone(theirs);
});

for (const [name, origin] of [
  ["a foreign page", "https://evil.example"],
  ["a sandboxed frame", "null"],
  ["a caller that names no page", null],
] as const) {
  test(`${name} cannot send the requester's forms`, async ({ connected, api }) => {
    const asked = await connected.ask();
    const before = await api.verification(asked.verificationId);
    const actions = actionsBehind("v");
    expect(actions).toEqual(expect.arrayContaining(["code", "deny", "new-code", "number", "method", "passkey/finish"]));
    for (const action of actions) {
      const sent = action.includes("passkey") ? { json: {} } : { form: { code: asked.mail.code, way: before.methods[0]?.id ?? "" } };
      const { status, location } = await sendTo(`${asked.mail.link}/${action}`, { ...sent, origin, address: "10.1.7.1" });
      // An answer of a passkey is read before it is asked where it comes from.
      expect(action.endsWith("finish") ? [403, 422] : [403], action).toContain(status);
      expect(location, action).toBeNull();
    }
    expect(await api.verification(asked.verificationId)).toEqual(before);
    // The twin: the same from our own page.
    expect((await post(asked.mail.link, "code", { code: asked.mail.code, address: "10.1.7.1" })).location).toMatch(/\/done$/);
  });
}

test("a guesser of links is slowed down by address, and another address is not", async ({ connected, address }) => {
  const asked = await connected.ask();
  const guess = `${places.web}/v/${"A".repeat(43)}`;
  const statuses: number[] = [];
  for (let guesses = 0; guesses < 32; guesses += 1) statuses.push((await post(guess, "code", { code: "123456", address })).status);
  expect(statuses.at(-1)).toBe(429);
  // The twin.
  expect((await post(asked.mail.link, "code", { code: asked.mail.code, address: "10.1.8.1" })).location).toMatch(/\/done$/);
});
