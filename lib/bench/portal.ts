import { spawnSync } from "node:child_process";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PROJECT } from "../launch/migrate.ts";
import type { TestStack } from "../launch/test-stack.ts";
import type { Deps } from "../platform/deps.ts";

/** The demo tenant of the simulator. Made up, and shown on its page. */
const credentials = {
  email: "autotask-api@nordlicht.example",
  username: "countersign@demo.example",
  secret: "demo-secret-nordlicht-2026",
  trackingIdentifier: "DEMOCOUNTERSIGNNORDLICHT001",
};

export type Portal = { call<T>(method: string, path: string, body?: unknown): Promise<T> };

/** An organization with a connected tenant, made through the doors that everybody uses: command line and REST API. */
export async function openPortal(stack: TestStack): Promise<Portal> {
  const admin = (args: string[], input?: string) => {
    const ran = spawnSync(process.execPath, [path.join(PROJECT, "lib/admin/main.ts"), ...args], {
      env: { ...process.env, ...stack.env },
      input,
      encoding: "utf8",
    });
    if (ran.status !== 0) throw new Error(`admin ${args[0]} failed: ${ran.stderr}`);
    return JSON.parse(ran.stdout);
  };
  const owner = admin(
    ["create-owner", "--email", "bench@example.com", "--name", "Bench", "--organization", "Bench", "--password-stdin"],
    "three trees stand beside one river",
  );
  const { key } = admin(["create-api-key", "--organization", owner.organization.slug, "--role", "owner"]);
  const call: Portal["call"] = async (method, url, body) => {
    const response = await fetch(`${stack.baseUrl}/api/v1${url}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  await connect({ call });
  // More tickets of one person than anybody opens: each is asked anew, and as often as an organization can allow.
  const { limits } = await call<{ limits: Record<string, number> }>("GET", "/limits");
  await call("PUT", "/limits", { ...limits, startsPerContact: 50, messagesPerContact: 20, reuseMinutes: 0 });
  return { call };
}

async function connect({ call }: Portal): Promise<void> {
  const { id } = await call<{ id: string }>("POST", "/connections", { name: "Bench" });
  await call("PUT", `/connections/${id}/credentials`, credentials);
  await call("POST", `/connections/${id}/test`, {});
  await call("POST", `/connections/${id}/connect`, {});
  for (let tries = 0; tries < 300; tries += 1, await delay(100)) {
    const { state, verdict } = await call<{ state: string; verdict: string }>("GET", `/connections/${id}`);
    if (state === "connected") return;
    if (verdict === "connect_failed") throw new Error("The simulator refused to be connected.");
  }
  throw new Error("Connect did not finish within half a minute.");
}

/** What was asked is two days old, so that no limit on one person is reached by a bench, which asks few people much. */
export async function letDaysPass({ pool }: Pick<Deps, "pool">): Promise<void> {
  for (const table of ["verifications", "challenges"])
    await pool.query(`update ${table} set "createdAt" = "createdAt" - interval '2 days'`);
}
