import type { IncomingMessage, ServerResponse } from "node:http";
import type { Json } from "../model.ts";
import { type CallRecord, findTenantOfUser, type World } from "../world.ts";
import { type ApiCall, answerApi, collectionOf } from "./api.ts";
import { headerOf } from "./authentication.ts";
import { type Fault, takeFault } from "./faults.ts";
import { shiftAfter, withStringIds } from "./odd-answers.ts";
import { isObject } from "./query.ts";
import { Refusal } from "./refusal.ts";

const KEPT_CALLS = 5000;

export type ApiAnswer = { status: number; headers: Record<string, string>; text: string };

/** Answers one API call over HTTP, with the fault planned for it if there is one, and writes it into the call log. */
export async function serveApi(
  world: World,
  call: ApiCall,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { response } = exchange;
  const record = startRecord(world, call);
  const started = Date.now();
  response.on("close", () => {
    record.durationMs = Date.now() - started;
  });
  const fault = takeFault(world, { tenant: record.tenant, collection: record.collection, method: call.method });
  record.fault = fault?.kind ?? null;
  if (!fault) {
    const answer = await answerOf(world, call);
    record.status = answer.status;
    send(response, answer);
    return;
  }
  await misbehave(world, { call, fault, record }, response);
}

/** What the call answers when nothing goes wrong on the way. An unforeseen error of ours is a 500 of ours, in the vendor's shape. */
async function answerOf(world: World, call: ApiCall): Promise<ApiAnswer> {
  try {
    return jsonAnswer(200, await answerApi(world, call));
  } catch (error) {
    if (error instanceof Refusal) {
      const type: Record<string, string> = error.body === "" ? {} : { "Content-Type": "application/json; charset=utf-8" };
      return { status: error.status, headers: { ...type, ...error.headers }, text: error.body };
    }
    return jsonAnswer(500, { errors: [`Simulator fault: ${error instanceof Error ? error.message : "unknown"}`] });
  }
}

function jsonAnswer(status: number, body: Json): ApiAnswer {
  return { status, headers: { "Content-Type": "application/json; charset=utf-8" }, text: JSON.stringify(body) };
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, "Content-Length": String(Buffer.byteLength(answer.text)) });
  response.end(answer.text);
}

function startRecord(world: World, call: ApiCall): CallRecord {
  world.callsTotal += 1;
  const user = headerOf(call.headers, "username") || (call.params.get("user") ?? "");
  const record: CallRecord = {
    number: world.callsTotal,
    at: new Date().toISOString(),
    method: call.method,
    path: `/${call.segments.join("/")}`,
    query: call.params.toString(),
    collection: collectionOf(call.segments),
    tenant: findTenantOfUser(world, user)?.key ?? null,
    user: user === "" ? null : user,
    body: withoutSecret(call.text),
    status: null,
    durationMs: 0,
    fault: null,
  };
  world.calls.push(record);
  if (world.calls.length > KEPT_CALLS) world.calls.shift();
  return record;
}

function withoutSecret(text: string): Json {
  if (text === "") return null;
  try {
    const body: Json = JSON.parse(text);
    if (!isObject(body)) return body;
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, key.toLowerCase() === "secretkey" ? "(hidden)" : value]));
  } catch {
    return "(not JSON)";
  }
}

type Trouble = { call: ApiCall; fault: Fault; record: CallRecord };

async function misbehave(world: World, trouble: Trouble, response: ServerResponse): Promise<void> {
  const { call, fault, record } = trouble;
  const answer = (given: ApiAnswer) => {
    record.status = given.status;
    send(response, given);
  };
  switch (fault.kind) {
    case "slow":
      await pause(fault.delayMs);
      return answer(await answerOf(world, call));
    case "hang":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "reset-mid-body":
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
      response.write('{"items":[{"id":');
      await pause(20);
      response.socket?.destroy();
      return;
    case "drop-after-write":
      record.status = (await answerOf(world, call)).status;
      response.socket?.destroy();
      return;
    case "late-write":
      await pause(fault.delayMs);
      record.status = (await answerOf(world, call)).status;
      response.socket?.destroy();
      return;
    default:
      return answer(await cannedAnswer(world, call, fault));
  }
}

/** Faults that are an answer, only a wrong one. */
async function cannedAnswer(world: World, call: ApiCall, fault: Fault): Promise<ApiAnswer> {
  const retryAfter: Record<string, string> = fault.retryAfterSeconds > 0 ? { "Retry-After": String(fault.retryAfterSeconds) } : {};
  switch (fault.kind) {
    case "html":
      return {
        status: fault.status,
        headers: { "Content-Type": "text/html", ...retryAfter },
        text: `<html><head><title>${fault.status}</title></head><body><h1>${fault.text ?? "The service is unavailable."}</h1></body></html>`,
      };
    case "empty":
      return { status: fault.status, headers: { "Content-Type": "application/json", ...retryAfter }, text: "" };
    case "bad-json":
      return { status: 200, headers: { "Content-Type": "application/json" }, text: '{"items":[{"id":7,' };
    case "wrong-shape":
      return jsonAnswer(200, { rows: "none", itemId: "x", item: 7, items: { id: "seven" } });
    case "huge":
      return jsonAnswer(200, { items: [{ id: 1, title: "x".repeat(50_000_000) }] });
    case "foreign-next-page":
      return foreignNextPage(await answerOf(world, call));
    case "string-ids":
      return withStringIds(await answerOf(world, call));
    case "shifting-pages":
      return shiftAfter(world, call, await answerOf(world, call));
    case "lost-write":
      return jsonAnswer(200, { itemId: 999_999_999 });
    default:
      return statusAnswer(fault, retryAfter);
  }
}

function statusAnswer(fault: Fault, headers: Record<string, string>): ApiAnswer {
  if (fault.status === 401) return { status: 401, headers, text: "" };
  const answer = jsonAnswer(fault.status, { errors: [fault.text ?? `Simulated failure ${fault.status}.`] });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function foreignNextPage(answer: ApiAnswer): ApiAnswer {
  const body: Json = JSON.parse(answer.text);
  if (!isObject(body) || !isObject(body.pageDetails)) return answer;
  body.pageDetails.nextPageUrl = "https://autotask.attacker.example/ATServicesRest/V1.0/Tickets/query/next?paging=1";
  return jsonAnswer(answer.status, body);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
