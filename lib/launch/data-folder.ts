import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LaunchError } from "./launch-error.ts";

export type Secrets = { AUTH_SECRET: string; ENCRYPTION_KEYS: string; DATABASE_PASSWORD: string };

/**
 * The data folder, made if missing and closed to other accounts. Root leaves it passable (not listable), since the
 * account that root lends PostgreSQL has to get to its own folder inside; what lies in it is 0600 or 0700 all the same.
 */
export function prepareDataFolder(folder: string): string {
  try {
    mkdirSync(path.join(folder, "logs"), { recursive: true, mode: 0o700 });
    chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    chmodSync(path.join(folder, "logs"), 0o700);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new LaunchError(
      `Countersign cannot write to ${folder} (${code}): give this account the right, or set DATA_DIR to another folder.`,
      {
        cause,
      },
    );
  }
  return folder;
}

/** The secrets of this data folder, made on first use and kept. Losing the file makes stored credentials unreadable. */
export function keepSecrets(folder: string): Secrets {
  const file = path.join(folder, "secrets.json");
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch (cause) {
      throw new LaunchError(`${file} cannot be read: restore it from a backup. It holds the keys of everything stored.`, { cause });
    }
  }
  const secrets: Secrets = {
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    DATABASE_PASSWORD: randomBytes(18).toString("base64url"),
  };
  writePrivately(file, secrets);
  return secrets;
}

/** Writes JSON that only this account may read, whole or not at all. */
export function writePrivately(file: string, value: unknown): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}
