#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which the CLI would otherwise download before every command. Speaks the
 * same JSON-RPC over stdio and runs @prisma/schema-engine-wasm (same commit as the CLI: compare `prisma.enginesVersion`
 * in node_modules/@prisma/engines-version/package.json on every version bump) over @prisma/adapter-pg.
 * Selected in prisma.config.ts. This file must keep its executable bit.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const CHAR_OID = 18;
const TEXT_OID = 25;

const argv = process.argv.slice(2);
const flagValues = (flag) => argv.flatMap((value, index) => (value === flag ? [argv[index + 1]] : []));
const datasource = JSON.parse(flagValues("--datasource")[0] ?? "{}");

function log(level, message, extra = {}) {
  process.stderr.write(`${JSON.stringify({ level, target: "schema_engine::logger", fields: { message, ...extra } })}\n`);
}

process.on("uncaughtException", (error) => {
  log("ERROR", `schema engine panic: ${error?.stack ?? error}`);
  process.exit(101);
});

if (argv.includes("--version") || argv.includes("-V")) {
  process.stdout.write("schema-engine-cli wasm-bridge\n");
  process.exit(0);
}

// adapter-pg 7.10 knows no "char" (oid 18), which the catalogue queries return: present it as text here, then give its
// columns the Character type the engine expects below. The engine runs one query at a time.
const { addFields } = pg.Result.prototype;
let charColumns = [];
pg.Result.prototype.addFields = function addFieldsWithChar(fields) {
  charColumns = fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
  for (const index of charColumns) fields[index].dataTypeID = TEXT_OID;
  return addFields.call(this, fields);
};

function repaired(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    charColumns = [];
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  // adapter-pg's executeScript splits on every ';', which breaks $$ function bodies: send the script whole.
  if (queryable.executeScript) {
    queryable.executeScript = async (script) => {
      try {
        await queryable.client.query(script);
      } catch (error) {
        queryable.onError(error);
      }
    };
  }
  if (queryable.startTransaction) {
    const start = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (level) => repaired(await start(level));
  }
  return queryable;
}

function withoutSchema(url) {
  const address = new URL(url);
  address.searchParams.delete("schema");
  return address.toString();
}

async function withClient(url, use) {
  const client = new pg.Client({ connectionString: withoutSchema(url) });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(url) {
  const maintenance = new URL(url);
  const databaseName = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = "/postgres";
  try {
    await withClient(maintenance.toString(), (client) => client.query(`create database ${pg.escapeIdentifier(databaseName)}`));
  } catch (error) {
    const duplicate = "42P04";
    if (error.code !== duplicate) throw error;
  }
  return { databaseName };
}

async function runCommand(command) {
  try {
    if (command === "can-connect-to-database") await withClient(datasource.url, (client) => client.query("select 1"));
    else if (command === "create-database") await createDatabase(datasource.url);
    else throw new Error(`unsupported: ${command}`);
    process.exit(0);
  } catch (error) {
    const code = { "3D000": "P1003", "28P01": "P1000" }[error.code] ?? "P1001";
    process.stderr.write("\n");
    log("ERROR", error.message, { error_code: code });
    process.exit(1);
  }
}

if (argv.includes("cli")) await runCommand(argv[argv.indexOf("cli") + 1]);

const wasmPath = fileURLToPath(new URL("./schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm")));
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { "./schema_engine_bg.js": wasm });
wasm.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { get: () => "", set_message: (message) => log("ERROR", String(message)) };

/** adapter-pg's own connectToShadowDb reuses `connectionString`, that is, it would work on (and drop) the main database. */
async function connectToShadow(url, schema) {
  const open = async (address) => repaired(await new PrismaPg({ connectionString: withoutSchema(address) }, { schema }).connect());
  if (datasource.shadowDatabaseUrl) return open(datasource.shadowDatabaseUrl);
  const shadow = new URL(url);
  const name = `prisma_shadow_${crypto.randomUUID()}`;
  shadow.pathname = `/${name}`;
  await createDatabase(shadow.toString());
  const connection = await open(shadow.toString());
  const dispose = connection.dispose.bind(connection);
  connection.dispose = async () => {
    await dispose();
    await withClient(url, (client) => client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`));
  };
  return connection;
}

let engine;
let factory;

async function getEngine() {
  if (engine) return engine;
  const readIfFile = (pathOrText) => {
    try {
      return readFileSync(pathOrText, "utf8");
    } catch {
      return pathOrText;
    }
  };
  const datamodels = flagValues("--datamodels").map((pathOrText) => [pathOrText, readIfFile(pathOrText)]);
  const url = datasource.url ?? "postgresql://invalid:0/none";
  const schema = new URL(url).searchParams.get("schema") ?? "public";
  const adapter = new PrismaPg({ connectionString: withoutSchema(url) }, { schema });
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => repaired(await connect());
  adapter.connectToShadowDb = () => connectToShadow(url, schema);
  factory = bindMigrationAwareSqlAdapterFactory(adapter);
  const trace = (message) => process.env.SCHEMA_ENGINE_DEBUG && process.stderr.write(`${message}\n`);
  engine = await wasm.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, trace, factory);
  return engine;
}

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function answer({ method, params }) {
  if (method === "createDatabase") return createDatabase(params.datasource?.url ?? datasource.url);
  const current = await getEngine();
  if (method === "getDatabaseVersion") return current.version(params);
  if (method === "dbExecute") {
    await current.dbExecute(params);
    return null;
  }
  if (method === "diff") {
    const result = await current.diff(params);
    if (result.stdout) send({ id: 0, jsonrpc: "2.0", method: "print", params: { content: result.stdout } });
    return result;
  }
  if (typeof current[method] !== "function") throw new Error(`method not found: ${method}`);
  return (await current[method](params ?? {})) ?? {};
}

async function serve(request) {
  try {
    send({ jsonrpc: "2.0", id: request.id, result: await answer(request) });
  } catch (error) {
    const cause = factory?.errorRegistry?.consumeError?.(0)?.error;
    const data = { is_panic: false, message: error?.message ?? String(cause ?? error), meta: error?.meta, error_code: error?.code };
    send({ jsonrpc: "2.0", id: request.id, error: { code: 4466, message: "An error happened. Check the data field for details.", data } });
  }
}

let queue = Promise.resolve();
const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
lines.on("line", (line) => {
  const request = line.trim() ? JSON.parse(line) : {};
  if (request.method) queue = queue.then(() => serve(request));
});
lines.on("close", () => queue.finally(() => process.exit(0)));
