import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { findFreePlaces, requireFreePorts } from "./places.ts";

const server = createServer();
afterEach(() => server.close());

test.each([
  ["web", "web", "PORT"],
  ["simulator", "simulator", "SIMULATOR_PORT"],
  ["secondZone", "simulator", "SIMULATOR_PORT"],
  ["mailbox", "mailbox", "MAILBOX_PORT"],
  ["smtp", "mailbox", "SMTP_URL"],
] as const)("a port in use is named with the variable that moves it: %s", async (place, part, variable) => {
  const places = await findFreePlaces();
  server.listen(places[place], "127.0.0.1");
  await once(server, "listening");
  await expect(requireFreePorts(places, ["web", "worker", "simulator", "mailbox"])).rejects.toThrow(
    new RegExp(`^Port ${places[place]} is in use: .*\\b${variable}\\b`),
  );
  const others = (["web", "simulator", "mailbox"] as const).filter((name) => name !== part);
  await requireFreePorts(places, others);
});

test("an address that is not this machine's is said to be one", async () => {
  await expect(requireFreePorts({ ...(await findFreePlaces()), host: "192.0.2.1" }, ["web"])).rejects.toThrow("set HOST");
});
