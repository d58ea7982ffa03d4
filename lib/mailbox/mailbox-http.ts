import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import type { MessageStore } from "./message-store.ts";
import { framedHtml, listPage, messagePage } from "./page.ts";
import type { Refusals } from "./receive-mail.ts";

type Answer = { status?: number; type?: string; body: string; policy?: string };

// The pages run no script at all; a mail's HTML may show pictures it carries, and fetches nothing from anywhere.
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'none'; base-uri 'none'";
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

const refusalRequest = z.object({ count: z.number().int().min(0).max(1_000), code: z.number().int().min(400).max(599) });

/**
 * The mailbox's pages and, for tests, its API: GET and DELETE /api/messages (?to=address), GET /api/messages/:id,
 * POST /api/refusals {count, code} to have the next mails refused.
 */
export function createMailboxHttp(store: MessageStore, refusals: Refusals): Server {
  return createServer((request, response) => {
    route(request, store, refusals).then(
      (answer) => send(response, answer),
      () => send(response, json({ error: "The request cannot be read." }, 400)),
    );
  });
}

async function route(request: IncomingMessage, store: MessageStore, refusals: Refusals): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://mailbox.invalid");
  const [area = "", name = "", id, view] = url.pathname.split("/").slice(1);
  const { method = "GET" } = request;
  if (area === "api" && name === "refusals" && method === "POST") return takeRefusals(request, refusals);
  if (area === "api" && name === "messages" && method === "DELETE" && !id) {
    store.clear();
    return { status: 204, body: "" };
  }
  if (method !== "GET" && method !== "HEAD") return json({ error: "Not offered." }, 405);
  if (area === "") return { body: listPage(store.list()), policy: PAGE_POLICY };
  if (area === "api" && name === "messages" && !id) return json(store.list(url.searchParams.get("to") ?? undefined));
  const message = store.find((area === "api" ? id : name) ?? "");
  if (message && area === "api") return json(message);
  if (message && area === "messages" && !id) return { body: messagePage(message), policy: PAGE_POLICY };
  if (message?.html && area === "messages" && id === "html" && !view) return { body: framedHtml(message.html), policy: MAIL_POLICY };
  return json({ error: "There is no such message or page." }, 404);
}

async function takeRefusals(request: IncomingMessage, refusals: Refusals): Promise<Answer> {
  // Browsers send this type across origins only after asking, so no page elsewhere can switch refusals on.
  if (!request.headers["content-type"]?.startsWith("application/json")) return json({ error: "Send JSON." }, 415);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  Object.assign(refusals, refusalRequest.parse(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
  return json(refusals);
}

function json(value: unknown, status = 200): Answer {
  return { status, type: "application/json; charset=utf-8", body: JSON.stringify(value) };
}

function send(response: ServerResponse, { status = 200, type = "text/html; charset=utf-8", body, policy }: Answer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": policy ?? "default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  response.end(body);
}
