import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { InputError } from "../platform/errors.ts";
import { describeError } from "../platform/log.ts";
import { type StubHttp, startStubHttp } from "../testing/stub-http.ts";
import { type AutotaskCall, type AutotaskClientOptions, createAutotaskClient } from "./client.ts";
import { AutotaskCredentials } from "./credentials.ts";
import { AutotaskError } from "./errors.ts";

const fields = { username: "api@example.com", secret: "Sehr$geheim#é", trackingIdentifier: "TRACKINGIDENTIFIER123456789" };
const credentials = new AutotaskCredentials(fields);
const anything = z.looseObject({});

let stub: StubHttp | undefined;
afterEach(() => stub?.close());

async function clientOf(answer: Parameters<typeof startStubHttp>[0], options: Partial<AutotaskClientOptions> = {}) {
  stub = await startStubHttp(answer);
  const gate = { allowedHosts: [stub.host] };
  return createAutotaskClient({ zoneUrl: `http://${stub.host}/atservicesrest/`, credentials, gate, ...options });
}

async function failureOf(work: Promise<unknown>): Promise<AutotaskError> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof AutotaskError)) throw new Error("no AutotaskError", { cause: error });
  return error;
}

describe("a request", () => {
  test("carries the three headers exactly, and its body as JSON", async () => {
    const autotask = await clientOf((_request, response) => response.end('{"itemId":7}'));
    await autotask.request({
      method: "POST",
      path: "/V1.0/Tickets/7/Notes",
      body: { title: "Grüße", left: undefined },
      response: anything,
    });
    expect(stub?.requests).toHaveLength(1);
    expect(stub?.requests[0]).toMatchObject({
      method: "POST",
      url: "/ATServicesRest/V1.0/Tickets/7/Notes",
      headers: {
        apiintegrationcode: fields.trackingIdentifier,
        username: fields.username,
        secret: fields.secret,
        "content-type": "application/json",
      },
      bodyText: '{"title":"Grüße"}',
    });
  });

  test("answers with texts that a database can keep, whatever a ticket's author put in", async () => {
    const autotask = await clientOf((_request, response) => response.end(String.raw`{"item":{"title":"cut \ud83d","number":"a\u0000b"}}`));
    const item = await autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response: anything });
    expect(item).toEqual({ item: { title: "cut \uFFFD", number: "a\uFFFDb" } });
  });

  test("impersonates in a write and never in a read", async () => {
    const autotask = await clientOf((_request, response) => response.end("{}"));
    await autotask.request({ method: "POST", path: "/V1.0/Tickets/7/Notes", body: {}, response: anything, impersonate: 29 });
    await autotask.request({ method: "POST", path: "/V1.0/Tickets/query", body: {}, response: anything, impersonate: 29 });
    await autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response: anything, impersonate: 29 });
    expect(stub?.requests.map(({ headers }) => headers.impersonationresourceid)).toEqual(["29", undefined, undefined]);
  });

  test.each([
    "V1.0/Tickets",
    "/V1.0/../evil",
    "/V1.0/Tickets?x=1",
    "/V1.0/Tickets/7#",
    "//evil.com/V1.0/Tickets",
    "/V1.0/Tickets/%2e%2e",
    "/V1.0/Tickets/-1",
  ])("to %j is our own mistake and never leaves", async (path) => {
    const autotask = await clientOf((_request, response) => response.end("{}"));
    await expect(autotask.request({ method: "GET", path, response: anything })).rejects.toMatchObject({
      code: "platform.invariant_broken",
    });
    expect(stub?.requests).toEqual([]);
  });

  test("is one call, also when it fails", async () => {
    const autotask = await clientOf((_request, response) => response.writeHead(503).end());
    await failureOf(autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response: anything }));
    expect(stub?.requests).toHaveLength(1);
  });

  test("does not follow a redirect with the credentials", async () => {
    const other = await startStubHttp((_request, response) => response.end("{}"));
    const autotask = await clientOf((_request, response) => response.writeHead(307, { location: `http://${other.host}/` }).end());
    expect(await failureOf(autotask.request({ method: "POST", path: "/V1.0/Tickets", body: {}, response: anything }))).toMatchObject({
      code: "autotask.unavailable",
      effect: "unknown",
    });
    expect(other.requests).toEqual([]);
    await other.close();
  });

  test("ends within its time, and a write may then have happened", async () => {
    const autotask = await clientOf(() => {}, { limits: { timeoutMs: 50 } });
    const ask = (method: "GET" | "PATCH") => failureOf(autotask.request({ method, path: "/V1.0/Tickets", response: anything }));
    expect(await ask("PATCH")).toMatchObject({ code: "autotask.unavailable", effect: "unknown", status: null });
    expect(await ask("GET")).toMatchObject({ code: "autotask.unavailable", effect: "none" });
  });

  test("ends when the caller aborts", async () => {
    const caller = new AbortController();
    const autotask = await clientOf(() => caller.abort());
    const error = await failureOf(autotask.request({ method: "PATCH", path: "/V1.0/Tickets", response: anything, signal: caller.signal }));
    expect(error).toMatchObject({ code: "autotask.unavailable", effect: "unknown" });
  });

  test("reads no more than allowed", async () => {
    const autotask = await clientOf((_request, response) => response.end(JSON.stringify({ x: "x".repeat(2_000) })), {
      limits: { maxBytes: 1_000 },
    });
    expect(await failureOf(autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response: anything }))).toMatchObject({
      code: "autotask.unreadable",
    });
  });
});

describe("what comes back", () => {
  test("is what the schema asks for, the rest ignored", async () => {
    const autotask = await clientOf((_request, response) => response.end('{"item":{"id":7,"new":1},"other":2}'));
    const answer = await autotask.request({
      method: "GET",
      path: "/V1.0/Tickets/7",
      response: z.object({ item: z.object({ id: z.number() }) }),
    });
    expect(answer).toEqual({ item: { id: 7 } });
  });

  test("in another shape is unreadable, and names the field but no value", async () => {
    const autotask = await clientOf((_request, response) => response.end('{"item":{"id":"a private thing"}}'));
    const response = z.object({ item: z.object({ id: z.literal("seven") }) });
    const error = await failureOf(autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response }));
    expect(error).toMatchObject({ code: "autotask.unreadable", status: 200 });
    expect(JSON.stringify(describeError(error))).toContain("Autotask answered 200 to GET /V1.0/Tickets/7");
    expect(inspect(error, { depth: 9 })).toContain("item.id");
    expect(inspect(error, { depth: 9 })).not.toContain("private");
  });

  test("is passed on when Autotask asks to wait", async () => {
    const autotask = await clientOf((_request, response) => response.writeHead(429, { "Retry-After": "3" }).end());
    const error = await failureOf(autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response: anything }));
    expect(error).toMatchObject({ code: "autotask.rate_limited", retry: { when: "after", delayMs: 3_000 }, status: 429 });
  });
});

describe("secrets", () => {
  const shown = (value: unknown) =>
    `${JSON.stringify(value)} ${inspect(value, { depth: 9, showHidden: true, getters: true })} ${String(value)}`;
  const secrets = [fields.secret, fields.trackingIdentifier, fields.username];

  test("are not shown by credentials or client, however printed, copied or spread", async () => {
    const autotask = await clientOf((_request, response) => response.end("{}"));
    for (const secret of secrets) {
      expect(shown(credentials)).not.toContain(secret);
      expect(shown({ ...credentials })).not.toContain(secret);
      expect(shown(autotask)).not.toContain(secret);
    }
    expect(Object.getOwnPropertyNames(credentials)).toEqual([]);
    expect(() => shown(structuredClone(credentials))).not.toThrow();
  });

  test("are in no error, even if Autotask quotes them", async () => {
    const secretKey = "the key of the webhook";
    const quoted = { errors: [`Bad ${fields.secret} of ${fields.trackingIdentifier} for secretKey ${secretKey}`] };
    const autotask = await clientOf((_request, response) => response.writeHead(500).end(JSON.stringify(quoted)));
    const error = await failureOf(
      autotask.request({ method: "POST", path: "/V1.0/TicketWebhooks", body: { secretKey }, response: anything }),
    );
    expect(error.answer).toBe("Bad [removed] of [removed] for secretKey [removed]");
    for (const secret of [...secrets, secretKey])
      expect(`${shown(error)} ${error.answer} ${JSON.stringify(describeError(error))}`).not.toContain(secret);
  });

  test("are removed whole, also where the answer is cut", async () => {
    const autotask = await clientOf((_request, response) =>
      response.writeHead(500).end(JSON.stringify({ errors: [`${"x".repeat(495)} ${fields.secret}`] })),
    );
    const error = await failureOf(autotask.request({ method: "GET", path: "/V1.0/Tickets/7", response: anything }));
    expect(error.answer).toBe(`${"x".repeat(495)} [rem`);
  });

  test("what Autotask said is kept beside the error, not in it", async () => {
    const autotask = await clientOf((_request, response) =>
      response.writeHead(500).end('{"errors":["Title of a private ticket is too long"]}'),
    );
    const error = await failureOf(autotask.request({ method: "PATCH", path: "/V1.0/Tickets", body: {}, response: anything }));
    expect(error).toMatchObject({ code: "autotask.invalid", answer: "Title of a private ticket is too long", effect: "none" });
    expect(
      `${error.message} ${JSON.stringify(error)} ${JSON.stringify(error.context)} ${JSON.stringify(describeError(error))}`,
    ).not.toContain("private");
  });

  test.each<[keyof typeof fields, string]>([
    ["secret", "has a\r\nbreak: yes"],
    ["secret", "snow ☃"],
    ["secret", " a space before"],
    ["secret", "a space after "],
    ["secret", ""],
    ["username", "a\u0000b"],
    ["trackingIdentifier", "пароль"],
  ])("a %s that no header can carry is refused by name: %j", (field, value) => {
    const create = () => new AutotaskCredentials({ ...fields, [field]: value });
    expect(create).toThrow(InputError);
    expect(create).toThrow(expect.objectContaining({ field, code: "autotask.unsendable_credential" }));
    if (value !== "") expect(create).not.toThrow(value);
  });
});

test("every call takes a place of its endpoint and is metered, failed ones too", async () => {
  const slots: string[] = [];
  const calls: AutotaskCall[] = [];
  const autotask = await clientOf((request, response) => response.writeHead(request.url.endsWith("Version") ? 401 : 200).end("{}"), {
    slot: (endpoint, work) => {
      slots.push(endpoint);
      return work();
    },
    onCall: (call) => calls.push(call),
  });
  const paths = [
    "Tickets/7",
    "Tickets/query",
    "Tickets/entityInformation/fields",
    "Tickets/7/Notes",
    "TicketWebhooks/7/Fields",
    "TicketWebhooks/7/ExcludedResources",
  ];
  for (const path of paths) await autotask.request({ method: "GET", path: `/V1.0/${path}`, response: anything });
  await failureOf(autotask.request({ method: "GET", path: "/V1.0/Version", response: anything }));
  const endpoints = ["Tickets", "Tickets", "Tickets", "TicketNotes", "TicketWebhookFields", "TicketWebhookExcludedResources", "Version"];
  expect(slots).toEqual(endpoints);
  expect(calls.map(({ endpoint }) => endpoint)).toEqual(endpoints);
  expect(calls[0]).toEqual({ method: "GET", endpoint: "Tickets", status: 200, durationMs: expect.any(Number), code: "ok", effect: "done" });
  expect(calls.at(-1)).toMatchObject({ status: 401, code: "autotask.unauthorized", effect: "none" });
});

test("a client for a host that is not Autotask's cannot be made", () => {
  const gate = { allowedHosts: [] };
  expect(() => createAutotaskClient({ zoneUrl: "https://evilautotask.net/", credentials, gate })).toThrow(InputError);
});
