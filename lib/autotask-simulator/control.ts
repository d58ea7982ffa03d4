import type { IncomingMessage, ServerResponse } from "node:http";
import type { ControlInput, ControlRoute } from "./control/input.ts";
import { TENANT_ROUTES } from "./control/tenant-routes.ts";
import { TICKET_ROUTES } from "./control/ticket-routes.ts";
import { WEBHOOK_ROUTES } from "./control/webhook-routes.ts";
import { WORLD_ROUTES } from "./control/world-routes.ts";
import type { Json } from "./model.ts";
import { parseBody } from "./rest/api.ts";
import { isObject } from "./rest/query.ts";
import { Refusal, refusal } from "./rest/refusal.ts";
import type { Stage } from "./world.ts";

const ROUTES: ControlRoute[] = [...WORLD_ROUTES, ...TENANT_ROUTES, ...TICKET_ROUTES, ...WEBHOOK_ROUTES];

type ControlCall = { segments: string[]; url: URL; text: string };

/** `/__simulator/*`: JSON in, JSON out; errors as `{"errors":[text]}`. A GET of `/__simulator` lists what there is. */
export async function serveControl(
  stage: Stage,
  call: ControlCall,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  const answer = (status: number, text: string) => {
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
    response.end(text);
  };
  try {
    assertNotFromAPage(request);
    answer(200, JSON.stringify(await runControl(stage, call, request.method ?? "GET"), null, 2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer(error.status === 500 ? 422 : error.status, error.body);
  }
}

async function runControl(stage: Stage, call: ControlCall, method: string): Promise<Json> {
  if (call.segments.length === 0) {
    return { scenario: stage.world.scenario, routes: ROUTES.map((route) => `${route.method} /__simulator/${route.path}: ${route.means}`) };
  }
  const route = ROUTES.find((each) => each.method === method && isMatch(each.path.split("/"), call.segments));
  if (!route) throw refusal(`There is no ${method} ${call.segments.join("/")}; see GET /__simulator.`, 404);
  const body = parseBody(call.text);
  const input: ControlInput = {
    stage,
    path: call.segments,
    given: { ...Object.fromEntries(call.url.searchParams), ...(isObject(body) ? body : {}) },
  };
  const result = await route.handle(input);
  if (method !== "GET") stage.world.changed();
  return result;
}

function isMatch(pattern: string[], segments: string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, index) => part.startsWith(":") || part === segments[index]);
}

/**
 * A web page in the same browser must not steer the simulator: a POST needs a JSON content type (which a foreign page cannot send
 * without asking), and the host must be an address or a plain name (which rebinding of a domain is not).
 */
function assertNotFromAPage(request: IncomingMessage): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const isPlain = !host.includes(".") || /^[\d.]+$/.test(host) || host.endsWith(".localhost") || host.startsWith("[");
  if (!isPlain) throw refusal("Call the control API by an IP address or localhost.", 403);
  if (request.method === "POST" && !(request.headers["content-type"] ?? "").startsWith("application/json")) {
    throw refusal("Send Content-Type: application/json.", 415);
  }
}
