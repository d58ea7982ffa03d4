import { identify } from "../launch/process-identity.ts";
import { prepareTemplate, startTestServer, type TestServer, withAdmin } from "./test-server.ts";

type Provider = { provide(key: "testServer", value: { adminUrl: string; template: string }): void };

/**
 * Before the database tests: a server, a migrated template, and nothing left of runs that were killed. The server is
 * left running, since other runs may be about to use it; `npm test` stops the one it started.
 */
export async function setup(project: Provider): Promise<void> {
  const server = await startTestServer();
  await dropAbandoned(server);
  project.provide("testServer", { adminUrl: server.adminUrl, template: await prepareTemplate(server) });
}

async function dropAbandoned(server: TestServer): Promise<void> {
  await withAdmin(server.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>("select datname from pg_database where datname ~ '^test_[0-9]+_'");
    for (const { datname } of rows) {
      if (!identify(Number(datname.split("_")[1]))) await admin.query(`drop database if exists ${datname} with (force)`);
    }
  });
}
