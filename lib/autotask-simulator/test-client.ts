import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "./model.ts";
import { isObject } from "./rest/query.ts";
import { DEMO_USER } from "./seed/tenants.ts";
import type { Simulator } from "./server.ts";

/** What the simulator's own tests use to talk to it: plain HTTP, no client of ours. */
export type Answer = { status: number; text: string; body: { [key: string]: Json }; headers: Headers };
type Credentials = { username: string; secret: string; trackingIdentifier: string };

export async function callApi(
  simulator: Simulator,
  request: string,
  options: { body?: Json; as?: Credentials; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const [method = "GET", path = ""] = request.split(" ");
  const user = options.as ?? DEMO_USER;
  const url = path.startsWith("http") ? path : `${simulator.url}/ATServicesRest/V1.0${path}`;
  const response = await fetch(url, {
    method,
    headers: {
      ApiIntegrationCode: user.trackingIdentifier,
      UserName: user.username,
      Secret: user.secret,
      "Content-Type": "application/json",
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: typeof options.body === "string" ? options.body : JSON.stringify(options.body) }),
  });
  return answerOf(response);
}

export async function control(simulator: Simulator, request: string, body?: Json): Promise<Answer> {
  const [method = "GET", path = ""] = request.split(" ");
  const response = await fetch(`${simulator.url}/__simulator/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answerOf(response);
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: Json = null;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  return { status: response.status, text, body: isObject(body) ? body : { list: body }, headers: response.headers };
}

/** The one text of a refusal. */
export function errorOf(answer: Answer): string {
  const { errors } = answer.body;
  return Array.isArray(errors) ? String(errors[0]) : "";
}

/** `items` of a query, or a bare array of the control API. */
export function itemsOf(answer: Answer): { [key: string]: Json }[] {
  const list = answer.body.items ?? answer.body.list;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function itemOf(answer: Answer): { [key: string]: Json } {
  return isObject(answer.body.item) ? answer.body.item : {};
}

export type Receipt = { path: string; body: string; headers: IncomingHttpHeaders };
export type Receiver = { url: string; receipts: Receipt[]; answerWith: (status: number) => void; close: () => Promise<void> };

/** A server that takes webhook deliveries and answers them with one status. */
export async function startReceiver(): Promise<Receiver> {
  const receipts: Receipt[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    receipts.push({ path: request.url ?? "", body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    receipts,
    answerWith: (next) => {
      status = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function webhookBody(url: string, changes: { [key: string]: Json } = {}): { [key: string]: Json } {
  return {
    name: "Countersign - Ticket Created",
    isActive: true,
    webhookUrl: `${url}/hook`,
    deactivationUrl: `${url}/off`,
    secretKey: "0123456789abcdef",
    sendThresholdExceededNotification: false,
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: true,
    ...changes,
  };
}

export const TICKET = { companyID: 174, priority: 2, status: 1, title: "Password reset" };
