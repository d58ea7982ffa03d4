/**
 * The entry of `npm start`, `npm test` and the other commands that set things up. Up to the import at the end it uses
 * nothing but what Node 20 has built in, since packages, and the Node 24 among them, may not be there yet.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const mode = process.argv[2] ?? "start";
const binaries = path.join(project, "node_modules/.bin");
process.chdir(project);

const INSTALLING_MODES = ["start", "dev", "test", "e2e", "bench", "setup"];
if (INSTALLING_MODES.includes(mode)) installIfChanged();
if (isTooOld(process.versions.node)) runWithBroughtNode();
else await import("./modes.ts").then(({ runMode }) => runMode(mode, process.argv.slice(3)));

/**
 * `npm install`, not `npm ci`: a registry may lack other platforms' optional binaries; npm then leaves them out of the
 * lockfile, and `npm ci` calls that an inconsistency. With --no-save the lockfile is honoured and not changed.
 */
function installIfChanged() {
  const stamp = "node_modules/.installed-from";
  const wanted = createHash("sha256").update(readFileSync("package-lock.json")).update(readFileSync("package.json")).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stdout.write("Installing packages (about half a minute the first time)\n");
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev", "--include=optional", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const [command, before] = npm ? [process.execPath, [npm]] : ["npm", []];
  const { status, error } = spawnSync(command, [...before, ...args], { stdio: "inherit" });
  if (status !== 0) fail(`The packages could not be installed (${error?.message ?? `npm ended with ${status}`}): see the lines above.`);
  writeFileSync(stamp, wanted);
}

function isTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  // Since 22.18 Node runs TypeScript as it is.
  return major < 22 || (major === 22 && minor < 18);
}

function runWithBroughtNode() {
  const node = path.join(binaries, "node");
  if (!existsSync(node)) fail("Node 22.18 or newer is needed on this machine: there is no packaged Node for it.");
  const env = { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ""}` };
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit", env });
  // Ctrl-C reaches the child by itself (same terminal group); a second SIGINT from here would do no harm either.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
