import { spawn } from "node:child_process";
import path from "node:path";
import autocannon from "autocannon";
import { PROJECT } from "../launch/migrate.ts";
import { findFreePort } from "../launch/ports.ts";
import type { Deps } from "../platform/deps.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { signedDelivery, ticketCreated } from "../testing/signed-delivery.ts";
import { median, round } from "./figures.ts";
import { startNextBaseline } from "./next-baseline.ts";

const connections = 16;
const seconds = 8;
const rounds = 3;
const prepared = 40_000;

type Target = { name: "ours" | "nextHmacOnly" | "bareNodeHttp"; url: string };
type Run = { perSecond: number; p99Ms: number; non2xx: number };

/**
 * Receipts per second and p99 at durable commit (the delivery and its job), beside a Next route that only checks the HMAC
 * and a bare node:http server with one insert, in turns in one run, so that the machine's moods hit all alike.
 */
export async function measureReceipts(deps: Deps, baseUrl: string, databaseUrl: string) {
  const organization = await makeOrganization(deps.db);
  const to = await makeConnection(deps, { organizationId: organization.id });
  const bodies = Array.from({ length: prepared }, (_, index) => {
    const { rawBody, signature } = signedDelivery(to, ticketCreated({ Id: index + 1, SequenceNumber: index + 1 }));
    return { body: rawBody, headers: { "content-type": "application/json", "x-hook-signature": signature ?? "" } };
  });
  const baseline = await startNextBaseline(to.webhookSecret);
  const port = await findFreePort();
  const bare = spawn(process.execPath, [path.join(PROJECT, "lib/bench/bare-server.ts"), String(port), to.webhookSecret, databaseUrl], {
    stdio: "ignore",
  });
  const targets: Target[] = [
    { name: "ours", url: `${baseUrl}/api/webhooks/autotask/${to.connection.id}/${to.key}` },
    { name: "nextHmacOnly", url: baseline.url },
    { name: "bareNodeHttp", url: `http://127.0.0.1:${port}/` },
  ];
  try {
    return await compare(targets, bodies, deps);
  } finally {
    baseline.stop();
    bare.kill("SIGKILL");
  }
}

type Prepared = { body: Buffer; headers: Record<string, string> }[];

async function compare(targets: Target[], bodies: Prepared, deps: Deps) {
  const runs: Record<Target["name"], Run[]> = { ours: [], nextHmacOnly: [], bareNodeHttp: [] };
  // The first round warms all of them and is thrown away.
  for (let round = 0; round <= rounds; round += 1) {
    for (const target of targets) {
      // Each event is new in each round: a repeat would be cheaper than a receipt.
      if (target.name === "ours") await deps.pool.query("truncate deliveries; delete from graphile_worker._private_jobs");
      const run = await load(target.url, bodies, round === 0 ? 3 : seconds);
      if (round > 0) runs[target.name].push(run);
    }
  }
  const summary = (name: Target["name"]) => ({
    perSecond: round(median(runs[name].map(({ perSecond }) => perSecond)), 0),
    p99Ms: round(median(runs[name].map(({ p99Ms }) => p99Ms))),
    refused: runs[name].reduce((sum, { non2xx }) => sum + non2xx, 0),
  });
  const ratios = runs.ours.map(({ perSecond }, index) => perSecond / (runs.nextHmacOnly[index]?.perSecond ?? Number.NaN));
  const result = {
    connections,
    seconds,
    rounds,
    ours: summary("ours"),
    nextHmacOnly: summary("nextHmacOnly"),
    bareNodeHttp: summary("bareNodeHttp"),
  };
  return { ...result, ratioToNext: round(median(ratios), 3), aim: "ratioToNext >= 0.85" };
}

function load(url: string, bodies: Prepared, duration: number): Promise<Run> {
  let next = 0;
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration,
        requests: [{ method: "POST", setupRequest: (request) => ({ ...request, ...(bodies[next++ % bodies.length] ?? {}) }) }],
      },
      (error, result) => {
        if (error) return reject(error);
        resolve({ perSecond: result["2xx"] / result.duration, p99Ms: result.latency.p99, non2xx: result.non2xx + result.errors });
      },
    );
    instance.on("error", reject);
  });
}
