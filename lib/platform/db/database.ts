import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { InvariantError } from "../errors.ts";
import { PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;

/** One pool under Prisma and under the hot statements that go round it. */
export type Database = { db: Db; pool: pg.Pool; close: () => Promise<void> };

type Options = { url: string; poolSize?: number; statementTimeoutMs: number };

/**
 * Opens a pool lazily: nothing connects before the first statement. Every wait has a bound, so that a database that
 * hangs turns into an error instead of a pile of requests.
 */
export function openDatabase({ url, poolSize = 10, statementTimeoutMs }: Options): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    // Also the wait for a connection that others use: a busy moment is waited out, and less than Prisma's own wait below.
    connectionTimeoutMillis: 4_000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: Math.min(statementTimeoutMs, 5_000),
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  // An idle client that loses its server emits here; the next query opens a new one.
  pool.on("error", () => undefined);
  const db = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
  return {
    db,
    pool,
    close: async () => {
      await db.$disconnect();
      await pool.end();
    },
  };
}

declare const insideTransaction: unique symbol;
type TransactionClient = Omit<Db, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

/** A client that only `inTransaction` and `inOrganization` hand out, so that `enqueue(db, …)` does not compile. */
export type Tx = TransactionClient & { readonly [insideTransaction]: true };

/** For reads that may stand alone or inside a transaction. */
export type Reader = TransactionClient;

const limits = { maxWait: 5_000, timeout: 15_000 };

/** Runs the work in one transaction, as the owner of the tables: for the worker, the intake and sign-in. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  // The brand exists in types only; this is the one place that gives it.
  return db.$transaction((tx) => work(tx as unknown as Tx), limits);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Runs the work in one transaction that can see and change rows of this organization only: PostgreSQL's row security
 * holds the line even where a query forgets its `where`. For everything that a member, an API key or a screen asks for.
 */
export function inOrganization<T>(db: Db, organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!uuid.test(organizationId)) throw new InvariantError("An organization id is not a UUID", { code: "platform.bad_organization_id" });
  return inTransaction(db, async (tx) => {
    await tx.$executeRaw`select set_config('app.organization_id', ${organizationId}, true), set_config('role', 'countersign_portal', true)`;
    return work(tx);
  });
}

/** Whether the error is PostgreSQL's refusal of a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "P2002" || error.code === "23505");
}
