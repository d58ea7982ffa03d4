import { startTestServer } from "../testing/test-server.ts";
import { describeDrift } from "./migrate.ts";
import type { Session } from "./session.ts";

/** 0 when prisma/migrations lead to the schema files exactly, else 1 with what differs. */
export async function checkMigrations(session: Session): Promise<number> {
  const server = await startTestServer();
  session.onEnd(server.release);
  const drift = await describeDrift(server.adminUrl);
  if (drift === "") session.say("The migrations lead to the schema.");
  else process.stderr.write(`The migrations do not lead to the schema: run "prisma migrate dev" and commit the result.\n${drift}\n`);
  return drift === "" ? 0 : 1;
}
