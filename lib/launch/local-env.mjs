/**
 * Loaded before the operator's commands (`node --import`): beside a running `npm start` they use its environment, which
 * the launcher keeps in the data folder. An environment that names a database is left as it is.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const project = path.resolve(import.meta.dirname, "../..");
const file = path.resolve(project, process.env.DATA_DIR ?? ".data", "runtime.json");

if (!process.env.DATABASE_URL && existsSync(file)) {
  for (const [name, value] of Object.entries(JSON.parse(readFileSync(file, "utf8")))) process.env[name] ??= String(value);
}
