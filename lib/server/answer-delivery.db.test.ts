import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { signedDelivery, ticketCreated } from "../testing/signed-delivery.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { answerDelivery, deliveryPlace } from "./answer-delivery.ts";

let deps: TestDeps;
let server: Server;
/** What answers in its place while a test has the database away. */
let away = false;

beforeAll(async () => {
  deps = await testDeps();
  const gone = { query: () => Promise.reject(Object.assign(new Error("no connection"), { code: "ECONNREFUSED" })) };
  server = createServer((request, response) => {
    const place = deliveryPlace(request.url ?? "");
    if (!place) return void response.writeHead(404).end();
    void answerDelivery(away ? { ...deps, pool: gone as never } : deps, { request, response, place });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await deps.close();
});

async function connected() {
  const to = await makeConnection(deps, { organizationId: (await makeOrganization(deps.db)).id });
  const { port } = server.address() as AddressInfo;
  return { to, port, url: `http://127.0.0.1:${port}/api/webhooks/autotask/${to.connection.id}/${to.key}` };
}
const storedOf = (connectionId: string) => deps.db.delivery.findMany({ where: { connectionId } });

async function post(url: string, to: Parameters<typeof signedDelivery>[0], body: string | Buffer) {
  const { rawBody, signature } = signedDelivery(to, body);
  return fetch(url, { method: "POST", headers: { "x-hook-signature": signature ?? "" }, body: new Uint8Array(rawBody) });
}

test("a delivery is answered with 200 and nothing else, and stored in the bytes that came", async () => {
  const { to, url } = await connected();
  const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(ticketCreated()), Buffer.from([0x20, 0x0a])]);
  const answer = await post(url, to, body);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const [stored] = await storedOf(to.connection.id);
  expect(Buffer.compare(Buffer.from(stored?.rawBody ?? []), body)).toBe(0);
});

test("a forged delivery is answered with 401 as a problem, and nothing of it is kept", async () => {
  const { to, url } = await connected();
  const answer = await post(url, { ...to, webhookSecret: "a secret nobody has" }, ticketCreated());
  expect(answer.status).toBe(401);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ code: "intake.unauthentic" });
  expect(await storedOf(to.connection.id)).toEqual([]);
});

test("only POST delivers", async () => {
  const { url } = await connected();
  for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) expect((await fetch(url, { method })).status, method).toBe(405);
});

test("a body in pieces without an end is refused at the cap, and its connection closed", async () => {
  const { to, port, url } = await connected();
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  socket.on("error", () => undefined); // Closed on us while we write, which is what is asked for.
  socket.write(`POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
  const piece = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  const closed = once(socket, "close");
  for (let pieces = 0; pieces < 6 && !socket.destroyed; pieces += 1) socket.write(piece);
  await closed;
  expect(answer).toContain("HTTP/1.1 413");
  expect(answer.toLowerCase()).toContain("connection: close");
  expect(await storedOf(to.connection.id)).toEqual([]);
});

test("half a body, signed or not, leaves nothing behind, and the door stays open", async () => {
  const { to, port, url } = await connected();
  const { rawBody, signature } = signedDelivery(to, ticketCreated());
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const head = `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\nx-hook-signature: ${signature}\r\ncontent-length: ${rawBody.length}\r\n\r\n`;
  socket.write(Buffer.concat([Buffer.from(head), rawBody.subarray(0, 20)]));
  socket.destroy();
  expect((await post(url, to, ticketCreated({ Id: 2 }))).status).toBe(200);
  expect(await storedOf(to.connection.id)).toHaveLength(1);
});

test("while the database is away a delivery is answered so that Autotask sends it again", async () => {
  const { to, url } = await connected();
  away = true;
  const answer = await post(url, to, ticketCreated()).finally(() => {
    away = false;
  });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
});

test.each([
  ["/api/webhooks/autotask/0b6f/k-e_y", { connectionId: "0b6f", key: "k-e_y" }],
  ["/api/webhooks/autotask/0b6f/key?x=1", { connectionId: "0b6f", key: "key" }],
  ["/api/webhooks/autotask/0b6f", null],
  ["/api/webhooks/autotask/0b6f/key/", null],
  ["/api/webhooks/autotask/0b6f/key/more", null],
  ["/api/webhooks/autotask/0b6f/k%65y", null],
  [`/api/webhooks/autotask/0b6f/${"k".repeat(101)}`, null],
  ["//api/webhooks/autotask/0b6f/key", null],
  ["/v/../api/webhooks/autotask/0b6f/key", null],
])("the target %s is %o", (target, place) => {
  expect(deliveryPlace(target)).toEqual(place);
});
