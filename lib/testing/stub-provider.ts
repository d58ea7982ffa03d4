import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

// A verification service of somebody else, as its developers would write it from the document and from the text of Standard
// Webhooks 1.0.0 (spec/standard-webhooks.md). It shares no code with ours: its signing, its reading and its shapes are its own.

/** What it was asked, as it came. */
export type AskedCheck = {
  messageId: string;
  reference: string;
  verificationId: string;
  requester: { name: string | null; email: string | null };
  returnUrl: string;
  callbackUrl: string;
  expiresAt: string;
  organizationName: string;
};

type Result = {
  result?: string;
  reference?: string;
  receipt?: string;
  method?: string;
  checked?: { name?: string; email?: string };
};
type Sending = {
  /** The webhook-id; a new one unless the same message is sent again. */
  id?: string;
  secret?: string;
  /** More signatures in front, as while a secret is exchanged. */
  moreSecrets?: string[];
  at?: Date;
  /** Where the result goes: one that is not ours, to try another provider's door. */
  to?: string;
  /** Signed and sent instead of a result. */
  message?: unknown;
  /** Sent instead of what was signed. */
  body?: (signed: string) => string | Buffer;
  headers?: Record<string, string>;
};

/** How it answers a request for a check. */
type Answering = (check: AskedCheck, response: ServerResponse) => void;

export type StubProvider = {
  url: string;
  /** Secrets it knows; it takes a message that any of them signed. */
  secrets: string[];
  checks: AskedCheck[];
  /** Messages whose signature did not hold. */
  refused: number;
  tests: number;
  answer: Answering;
  /** How its results travel: over the network, unless a test hands them to our door itself. */
  post: (url: string, init: RequestInit) => Promise<Response>;
  /** What a browser that opens a page here presses, and where it goes then. */
  send(check: AskedCheck, result?: Result, sending?: Sending): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
};

/** The signature of Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

function isFromCountersign(request: IncomingMessage, body: string, secrets: string[]): boolean {
  const [id, timestamp, given] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    String(request.headers[name] ?? ""),
  );
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300) return false;
  const wanted = secrets.map((secret) => Buffer.from(signatureOf(secret, id ?? "", timestamp ?? "", body)));
  return (given ?? "").split(" ").some((each) => {
    const bytes = Buffer.from(each);
    return wanted.some((one) => one.length === bytes.length && timingSafeEqual(one, bytes));
  });
}

/** Starts it on this machine. It takes checks, has a page for each with a button for each result, and sends signed results. */
export async function startStubProvider({ name = "Proof & Co" }: { name?: string } = {}): Promise<StubProvider> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (request.method === "POST" && path === "/checks") return create(request, response, body);
    const check = stub.checks[Number(path.split("/")[2])];
    if (!check) return response.writeHead(404).end();
    if (request.method === "GET") return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pageOf(name, path));
    // The button was pressed: the result goes by its own way, then the browser goes back. "later" sends nothing yet.
    const pressed = new URLSearchParams(body).get("result") ?? "";
    if (pressed !== "later") await stub.send(check, { result: pressed });
    return response.writeHead(303, { location: check.returnUrl }).end();
  });

  function create(request: IncomingMessage, response: ServerResponse, body: string) {
    if (!isFromCountersign(request, body, stub.secrets)) {
      stub.refused += 1;
      return response.writeHead(401).end();
    }
    const { type, data } = JSON.parse(body) as { type: string; data: AskedCheck };
    if (type === "provider.test") {
      stub.tests += 1;
      return response.writeHead(204).end();
    }
    const check = { ...data, messageId: String(request.headers["webhook-id"]) };
    stub.checks.push(check);
    return stub.answer(check, response);
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // Listening on a port, so it is no pipe's name.
  const url = `http://127.0.0.1:${port}`;
  const stub: StubProvider = {
    url,
    ...{ secrets: [], checks: [], refused: 0, tests: 0 },
    answer: (check, response) =>
      response
        .writeHead(201, { "content-type": "application/json" })
        .end(JSON.stringify({ url: `${url}/checks/${stub.checks.indexOf(check)}` })),
    post: fetch,
    send: (check, result, sending) => sendResult(stub, check, result, sending),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return stub;
}

async function sendResult(stub: StubProvider, check: AskedCheck, result: Result = {}, sending: Sending = {}) {
  const message = {
    type: "verification.result",
    timestamp: new Date().toISOString(),
    data: { reference: check.reference, result: "passed", receipt: "PC-4711", method: "ID document and face", ...result },
  };
  const body = JSON.stringify(sending.message ?? message);
  const id = sending.id ?? `msg_${randomUUID()}`;
  const timestamp = String(Math.floor((sending.at ?? new Date()).getTime() / 1_000));
  const secrets = [...(sending.moreSecrets ?? []), sending.secret ?? stub.secrets[0] ?? ""];
  const response = await stub.post(sending.to ?? check.callbackUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": secrets.map((secret) => signatureOf(secret, id, timestamp, body)).join(" "),
      ...sending.headers,
    },
    body: toBody(sending.body?.(body) ?? body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const toBody = (body: string | Buffer) => (typeof body === "string" ? body : new Uint8Array(body));

function pageOf(name: string, path: string): string {
  const button = (result: string) => `<button name="result" value="${result}">${result}</button>`;
  return `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>${name}</title><main><h1>${name}</h1><form method="post" action="${path}">
${["passed", "failed", "inconclusive", "later"].map(button).join("")}</form></main></html>`;
}
