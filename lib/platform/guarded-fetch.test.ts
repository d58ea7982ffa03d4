import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { FetchFailure, type FetchFailureKind, type GuardedRequest, guardedFetch, type Sent } from "./guarded-fetch.ts";

const opened: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(opened.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function listen<T extends Server | TcpServer>(server: T): Promise<string> {
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  opened.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = async (listener: RequestListener) => `http://${await listen(createServer(listener))}/`;
const here: GuardedRequest = { method: "GET", privateNetwork: true };

async function failure(url: string, request: GuardedRequest): Promise<{ kind: FetchFailureKind; sent: Sent }> {
  const error = await guardedFetch(url, request).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchFailure)) throw new Error("no FetchFailure", { cause: error });
  return { kind: error.kind, sent: error.sent };
}

test("answers status, headers and body as text, and sends method, headers and body as given", async () => {
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(201, { "x-made": "yes" });
      response.end(
        JSON.stringify([request.method, request.headers["x-asked"], request.headers["content-length"], Buffer.concat(chunks).toString()]),
      );
    });
  });
  const answer = await guardedFetch(url, { ...here, method: "POST", headers: { "X-Asked": "é" }, body: "Grüße" });
  expect(answer).toMatchObject({ status: 201, headers: { "x-made": "yes" } });
  expect(JSON.parse(answer.bodyText)).toEqual(["POST", "é", "7", "Grüße"]);
});

test("a redirect is not followed and its target hears nothing", async () => {
  let heard = 0;
  const target = await serve((_request, response) => {
    heard += 1;
    response.end();
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serve((_request, response) => response.writeHead(status, { location: target }).end("moved"));
    expect(await failure(url, here)).toEqual({ kind: "redirected", sent: "unknown" });
  }
  expect(heard).toBe(0);
});

test("an answer larger than allowed is cut off while it comes", async () => {
  let ended = false;
  const url = await serve((_request, response) => {
    response.on("close", () => {
      ended = true;
    });
    const more = () => response.write("x".repeat(1024), more);
    more();
  });
  expect(await failure(url, { ...here, maxBytes: 100_000 })).toEqual({ kind: "too_large", sent: "unknown" });
  await expect.poll(() => ended).toBe(true);
});

test("an answer of exactly the allowed size is whole", async () => {
  const url = await serve((_request, response) => response.end("x".repeat(1000)));
  expect((await guardedFetch(url, { ...here, maxBytes: 1000 })).bodyText).toHaveLength(1000);
  expect(await failure(url, { ...here, maxBytes: 999 })).toMatchObject({ kind: "too_large" });
});

test("endless headers are too large", async () => {
  const url = await listen(
    createTcpServer((socket) => void socket.on("error", () => {}).write(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(200_000)}`)),
  );
  expect(await failure(`http://${url}/`, here)).toEqual({ kind: "too_large", sent: "unknown" });
});

describe("time", () => {
  test("an answer that never starts ends in timeout, and may have been heard", async () => {
    const url = await serve(() => {});
    expect(await failure(url, { ...here, timeoutMs: 50 })).toEqual({ kind: "timeout", sent: "unknown" });
  });

  test("an answer that never ends does too", async () => {
    const url = await serve((_request, response) => void response.writeHead(200).write("half"));
    expect(await failure(url, { ...here, timeoutMs: 50 })).toEqual({ kind: "timeout", sent: "unknown" });
  });

  test("the caller's signal aborts, and says whether anything was sent", async () => {
    const caller = new AbortController();
    const url = await serve(() => caller.abort());
    expect(await failure(url, { ...here, signal: caller.signal })).toEqual({ kind: "aborted", sent: "unknown" });
    expect(await failure(url, { ...here, signal: caller.signal })).toEqual({ kind: "aborted", sent: "no" });
  });
});

describe("what was certainly not sent is told from what may have been", () => {
  test("a refused connection: not sent", async () => {
    const url = await serve(() => {});
    await new Promise((done) => opened.splice(0)[0]?.close(done));
    expect(await failure(url, here)).toEqual({ kind: "connection", sent: "no" });
  });

  test("a name that does not exist: not sent", async () => {
    expect(await failure("https://does-not-exist.invalid/", { method: "GET" })).toEqual({ kind: "dns", sent: "no" });
  });

  test("a server that does not speak TLS: not sent", async () => {
    const url = await listen(createTcpServer((socket) => void socket.on("error", () => {}).end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    expect(await failure(`https://${url}/`, here)).toEqual({ kind: "tls", sent: "no" });
  });

  test("a reset after the request: unknown", async () => {
    const url = await listen(createTcpServer((socket) => void socket.on("error", () => {}).once("data", () => socket.resetAndDestroy())));
    expect(await failure(`http://${url}/`, here)).toEqual({ kind: "connection", sent: "unknown" });
  });

  test("a reset inside the answer: unknown", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { "content-length": "100" }).write("half", () => response.socket?.resetAndDestroy()),
    );
    expect(await failure(url, here)).toEqual({ kind: "connection", sent: "unknown" });
  });

  test("a reset on a connection that was kept open: unknown", async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      if (calls === 1) response.end("first");
      else response.socket?.resetAndDestroy();
    });
    expect((await guardedFetch(url, here)).bodyText).toBe("first");
    expect(await failure(url, here)).toEqual({ kind: "connection", sent: "unknown" });
    expect(sockets.size).toBe(1);
  });
});

describe("refused before any packet", () => {
  test.each([
    "http://example.com/",
    "https://user@example.com/",
    "https://user:word@example.com/",
    "https://127.0.0.1/",
    "https://169.254.169.254/",
    "https://2852039166/",
    "https://0xA9FEA9FE/",
    "https://[::1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://localhost/",
    "file:///etc/passwd",
    "ftp://example.com/",
  ])("%s", async (url) => {
    expect(await failure(url, { method: "GET" })).toEqual({ kind: "refused_address", sent: "no" });
  });

  test("credentials in the URL, even where the private network is allowed", async () => {
    expect(await failure("http://user:word@127.0.0.1:9/", here)).toEqual({ kind: "refused_address", sent: "no" });
  });
});

test("the failure names the host and no path, query or header", async () => {
  const error = await guardedFetch("https://127.0.0.1/path?code=123456", { method: "GET", headers: { Secret: "s3cret" } }).catch(
    (reason: unknown) => reason,
  );
  const { message, context, stack } = error as FetchFailure;
  expect(JSON.stringify([message, context, stack])).not.toMatch(/123456|s3cret|\/path\?/);
});
