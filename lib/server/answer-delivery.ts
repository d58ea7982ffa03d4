import type { IncomingMessage, ServerResponse } from "node:http";
import { acceptDelivery } from "../intake/accept-delivery.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError } from "../platform/errors.ts";
import { problem, refuse } from "../web/problem.ts";
import { newRequestId, requestIdHeader } from "../web/request-id.ts";
import { readBody } from "./read-body.ts";

/** The connection and the key that a delivery's address names. */
export type DeliveryPlace = { connectionId: string; key: string };

// Ours are a UUID and base64url, which need no decoding. Whatever else is asked for is Next's, which knows no such page.
const address = /^\/api\/webhooks\/autotask\/([\w-]{1,50})\/([\w-]{1,100})(?:\?|$)/;

/** Where a delivery to this request target is meant for, or null when the target is not one of our webhooks. */
export function deliveryPlace(target: string): DeliveryPlace | null {
  const [, connectionId, key] = address.exec(target) ?? [];
  return connectionId && key ? { connectionId, key } : null;
}

type DoorDeps = Pick<Deps, "db" | "pool" | "secrets" | "now" | "log">;
type Given = { request: IncomingMessage; response: ServerResponse; place: DeliveryPlace };

/**
 * Called by Autotask. Prove it, store it, queue it, answer; no other work belongs in this request. Answers 200 once delivery
 * and job are durable, 401 to anything unproven, 413 to more than we read, 405 to another method, and 503 when the
 * database is away, so that Autotask sends it again. Never throws.
 */
export async function answerDelivery(deps: DoorDeps, { request, response, place }: Given): Promise<void> {
  const requestId = newRequestId();
  try {
    if (request.method !== "POST") return await send(response, problem({ status: 405, code: "web.method_not_allowed" }, requestId));
    const acceptance = await acceptDelivery(deps, {
      ...place,
      rawBody: await readBody(request),
      signature: request.headers["x-hook-signature"]?.toString() ?? null,
    });
    if (acceptance.status === "unauthentic") return await send(response, problem({ status: 401, code: "intake.unauthentic" }, requestId));
    response.writeHead(200, { ...headers, [requestIdHeader]: requestId, "content-length": 0 }).end();
  } catch (error) {
    // Left unread, the rest of a body that is too large would be taken for the next request.
    if (error instanceof InputError) response.setHeader("connection", "close");
    await send(response, refuse(error, { log: deps.log, requestId, method: "POST" }));
  }
}

// As of every answer of ours: kept by nobody, taken for nothing but what it says it is.
const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

async function send(response: ServerResponse, answer: Response): Promise<void> {
  const body = await answer.text();
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
