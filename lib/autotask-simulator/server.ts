import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serveControl } from "./control.ts";
import { startDeliverer } from "./deliver.ts";
import { servePage } from "./page/serve-page.ts";
import { serveApi } from "./rest/serve-api.ts";
import { findScenario } from "./scenarios/catalog.ts";
import { buildTenants } from "./seed/tenants.ts";
import { loadState, saveStateLater } from "./state-file.ts";
import { createWorld, HOME_ZONE, type Stage, type World } from "./world.ts";

const BODY_MAX_BYTES = 12_000_000;

export type SimulatorOptions = {
  port?: number;
  /** Where a database answers after it moved to another zone (0: at a free port). */
  secondZonePort?: number;
  host?: string;
  /** Named situation to start in; see scenarios/. */
  scenario?: string;
  /** File that keeps tenants over a restart. */
  stateFile?: string;
  /** Factor on all waits between delivery attempts. */
  timeScale?: number;
};
export type Simulator = { url: string; world: World; close: () => Promise<void> };

/** Starts a simulator on a loopback port (0: a free one). Rejects when the port is taken or the scenario is not known. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = createWorld((options.stateFile ? await loadState(options.stateFile) : null) ?? buildTenants());
  world.timeScale = options.timeScale ?? 1;
  world.secondZonePort = options.secondZonePort ?? 0;
  const state = options.stateFile ? saveStateLater(options.stateFile, world) : null;
  const deliverer = startDeliverer(world);
  const host = options.host ?? "127.0.0.1";
  const servers: Server[] = [];
  const openZone = async (zone: string, port: number) => {
    const server = createServer((request, response) => void handle({ world, zone, openZone, deliverer, host }, request, response));
    // Faults decide who waits for how long, not the server's own limits.
    server.requestTimeout = 0;
    await listen(server, port, host);
    servers.push(server);
    const origin = `http://${host.includes(":") ? `[${host}]` : host}:${portOf(server)}`;
    world.zones.set(zone, origin);
    return origin;
  };
  const url = await openZone(HOME_ZONE, options.port ?? 0);
  for (const tenant of world.tenants) if (!world.zones.has(tenant.zone)) tenant.zone = HOME_ZONE;
  if (options.scenario) await findScenario(options.scenario).apply({ world, openZone, deliverer });
  deliverer.resume();
  const close = async () => {
    deliverer.abandon();
    await Promise.all(servers.map(shut));
    await state?.flush();
  };
  return { url, world, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

function shut(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function portOf(server: Server): number {
  // A listening TCP server has an AddressInfo.
  return (server.address() as AddressInfo).port;
}

type Door = Stage & { zone: string; host: string };

async function handle(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const text = await readBody(request);
    const origin = originOf(door, request);
    const url = new URL(request.url ?? "/", origin);
    const path = decodeURI(url.pathname);
    const segments = path.split("/").filter((segment) => segment !== "");
    const first = segments[0]?.toLowerCase();
    const exchange = { request, response };
    if (first === "atservicesrest") {
      const call = {
        method: request.method ?? "GET",
        segments: segments.slice(1),
        params: url.searchParams,
        headers: request.headers,
        text,
        origin,
        zone: door.zone,
      };
      await serveApi(door.world, call, exchange);
    } else if (first === "__simulator") await serveControl(door, { segments: segments.slice(1), url, text }, exchange);
    else await servePage(door, { path, url, text, origin }, exchange);
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8" });
    response.end(error instanceof Error ? error.message : "The request could not be read.");
  }
}

/** The address the caller used, so that `localhost` and `127.0.0.1` both keep working. */
function originOf(door: Door, request: IncomingMessage): string {
  const host = request.headers.host ?? "";
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `http://${host}` : (door.world.zones.get(door.zone) ?? "http://127.0.0.1");
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES) throw new Error("The body is larger than 12 MB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
