import { text } from "node:stream/consumers";
import { createDeps } from "../platform/deps.ts";
import { env } from "../platform/env.ts";
import { createLog } from "../platform/log.ts";
import { commands, usage } from "./commands.ts";
import { messageFor, parseCommand } from "./parse-command.ts";

// What an operator does from a shell on the machine. Answers JSON on standard output and refuses in one sentence on
// standard error: 0 done, 1 refused, failed or not healthy, 2 the command itself is wrong.
process.exitCode = await run(process.argv.slice(2));

async function run(argv: string[]): Promise<number> {
  if (argv.length === 0 || argv.includes("--help") || argv[0] === "help") {
    process.stdout.write(usage);
    return argv.length === 0 ? 2 : 0;
  }
  const parsed = parseCommand(argv, commands);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.message}\n`);
    return 2;
  }
  return perform(parsed.command, parsed.options);
}

async function perform(name: keyof typeof commands, options: Record<string, string | true>): Promise<number> {
  let close = async () => {};
  try {
    const secret = options["password-stdin"] ? (await text(process.stdin)).replace(/\r?\n$/, "") : "";
    const { close: closeDatabase, ...deps } = createDeps(env(), { name: "admin", poolSize: 2, statementTimeoutMs: 10_000 });
    close = closeDatabase;
    // Standard output is the answer's alone.
    const log = createLog(env().logLevel, { process: "admin" }, process.stderr);
    const answer = await commands[name].run({ ...deps, log }, options, secret);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return "healthy" in answer && answer.healthy === false ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${messageFor(error)}\n`);
    return 1;
  } finally {
    await close();
  }
}
