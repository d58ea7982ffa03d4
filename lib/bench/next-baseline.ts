import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../launch/migrate.ts";
import { findFreePort } from "../launch/ports.ts";

/** Next and nothing else: the same raw body, the same HMAC, no database. What our route could at best reach on Next. */
const route = `import { createHmac, timingSafeEqual } from "node:crypto";
export async function POST(request) {
  const body = Buffer.from(await request.arrayBuffer());
  const given = Buffer.from((request.headers.get("x-hook-signature") ?? "").slice(5), "base64");
  const wanted = createHmac("sha1", process.env.HOOK_SECRET).update(body).digest();
  return new Response(null, { status: given.length === wanted.length && timingSafeEqual(given, wanted) ? 200 : 401 });
}
`;
const layout = `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }`;
// Turbopack's root must be the project, and it would take the project's own two for want of these.
const instrumentation = "export function register() {}";
const proxy = `export function proxy() {}
export const config = { matcher: ["/never"] };
`;
const config = `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(PROJECT)} } };`;

/** Builds and starts the baseline in a folder below the project, so that it finds the project's own Next. */
export async function startNextBaseline(secret: string): Promise<{ url: string; stop: () => void }> {
  const folder = path.join(PROJECT, ".data/bench/next-baseline");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "src/app/hook"), { recursive: true });
  writeFileSync(path.join(folder, "src/app/hook/route.js"), route);
  writeFileSync(path.join(folder, "src/app/layout.jsx"), layout);
  writeFileSync(path.join(folder, "src/instrumentation.js"), instrumentation);
  writeFileSync(path.join(folder, "src/proxy.js"), proxy);
  writeFileSync(path.join(folder, "next.config.mjs"), config);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "baseline", private: true, type: "module" }));

  const next = path.join(PROJECT, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1", HOOK_SECRET: secret };
  const build = spawnSync(process.execPath, [next, "build"], { cwd: folder, env, encoding: "utf8" });
  if (build.status !== 0) throw new Error(`The baseline does not build: ${build.stdout}${build.stderr}`);
  const port = await findFreePort();
  const child = spawn(process.execPath, [next, "start", "-p", String(port), "-H", "127.0.0.1"], { cwd: folder, env, stdio: "ignore" });
  return { url: `http://127.0.0.1:${port}/hook`, stop: () => void child.kill("SIGKILL") };
}
