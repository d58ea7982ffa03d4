import { createWriteStream, existsSync, renameSync, statSync } from "node:fs";
import type { Readable } from "node:stream";

const LARGEST_LOG_BYTES = 10_000_000;

export type PartLog = {
  follow(stream: Readable, kind: "stdout" | "stderr"): void;
  /** The last plain line written to standard error: what a dying process said. */
  lastWords(): string;
  close(): void;
};

/** Keeps what a part prints in a file (owner only; the one before it stays as .1) and notices its warnings and errors. */
export function openPartLog(file: string, notice: (line: string) => void): PartLog {
  if (existsSync(file) && statSync(file).size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  const out = createWriteStream(file, { flags: "a", mode: 0o600 });
  let words = "";
  return {
    follow: (stream, kind) =>
      onLines(stream, (line) => {
        out.write(`${line}\n`);
        const worth = describeLogLine(line);
        if (worth) notice(worth);
        else if (kind === "stderr" && /\S/.test(line) && !/^\s+at |^Node\.js v|^[{}\s^~]*$/.test(line)) words = line.trim();
      }),
    lastWords: () => words,
    close: () => out.end(),
  };
}

/** One line for the console if a JSON log line is a warning or an error, else null. */
export function describeLogLine(line: string): string | null {
  if (!line.startsWith("{")) return null;
  try {
    const { level, event, error, time: _, ...fields } = JSON.parse(line) as Record<string, unknown>;
    if (level !== "warn" && level !== "error") return null;
    const said = error as { message?: string; name?: string; code?: string } | undefined;
    const reason = said ? [said.message ?? said.name ?? said.code] : [];
    const scalars = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
    return [level, String(event), ...reason, ...scalars].join(" ");
  } catch {
    return null;
  }
}

function onLines(stream: Readable, use: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) use(line);
  });
  stream.on("end", () => {
    if (rest !== "") use(rest);
  });
}
