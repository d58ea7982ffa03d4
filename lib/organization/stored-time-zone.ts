import type { Reader } from "../platform/db/database.ts";

/** Whether PostgreSQL knows the time zone by this name too: its list is not always Node's, and it counts our days. */
export async function isStoredTimeZone(db: Pick<Reader, "$queryRaw">, name: string): Promise<boolean> {
  const found = await db.$queryRaw<unknown[]>`select from pg_timezone_names where name = ${name}`;
  return found.length > 0;
}
