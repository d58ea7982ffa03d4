import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { keepDoorBeat } from "../intake/reconcile/beat-door.ts";
import { createDeps } from "../platform/deps.ts";
import type { Env } from "../platform/env.ts";
import { believeOnlyTrustedProxies } from "../web/client-address.ts";
import { answerDelivery, deliveryPlace } from "./answer-delivery.ts";

/** What Next's `next({ … })` gives to a server of one's own. */
type Pages = {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
};

/**
 * The web process: deliveries are answered here, everything else by Next, in one process and on one port. Next's own work for
 * a request costs several times what proving and storing a delivery does, and Autotask counts the seconds it waits.
 * Deliveries are taken from the first moment, while `loadPages` is still at work; a page waits for it. Throws when the port
 * is not free or the pages cannot be loaded.
 */
export async function serve(settings: Env, loadPages: () => Promise<Pages>): Promise<void> {
  const { port, host, trustedProxies } = settings.web;
  believeOnlyTrustedProxies(trustedProxies);
  // Connections of their own: a rush at the pages keeps no delivery waiting.
  const { close, ...door } = createDeps(settings, { name: "web", poolSize: 3, statementTimeoutMs: 5_000 });
  // Before the first delivery, so that an outage of ours is known when those arrive that come with its end.
  await keepDoorBeat(door);

  const loaded = Promise.withResolvers<Pages>();
  const server = createServer(async (request, response) => {
    const place = deliveryPlace(request.url ?? "");
    if (place) return answerDelivery(door, { request, response, place });
    try {
      const pages = await loaded.promise;
      await pages.getRequestHandler()(request, response);
    } catch (error) {
      door.log.error("web.page_failed", error);
      response.statusCode = 500;
      response.end();
    }
  });
  await listen(server, { port, host });
  const pages = await loadPages();
  await pages.prepare();
  loaded.resolve(pages);
  stopOnSignal(async () => {
    await closed(server);
    await pages.close();
    await close();
  });
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(isTaken ? new Error(`Port ${port} is in use: end what uses it, or set PORT to another.`, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
}

/** What is being answered is answered to its end; nothing new is taken. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Ends the process as the signal would have, after `stop`. A second signal is ignored, since the first is being obeyed. */
function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const obey = (exitCode: number) => async () => {
    if (isStopping) return;
    isStopping = true;
    await stop().catch(() => undefined);
    process.exit(exitCode);
  };
  process.on("SIGTERM", obey(143));
  process.on("SIGINT", obey(130));
}
