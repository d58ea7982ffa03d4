import { LaunchError } from "./launch-error.ts";
import type { PartName, Places } from "./parts.ts";
import { findFreePort, isPortFree } from "./ports.ts";

/** Throws in one sentence, naming the port and the variable that moves it, unless every part can listen where it should. */
export async function requireFreePorts(places: Places, parts: readonly PartName[]): Promise<void> {
  const wanted: [PartName, number, string][] = [
    ["web", places.web, "PORT"],
    ["simulator", places.simulator, "SIMULATOR_PORT"],
    ["simulator", places.secondZone, "SIMULATOR_PORT"],
    ["mailbox", places.mailbox, "MAILBOX_PORT"],
    ["mailbox", places.smtp, "SMTP_URL"],
  ];
  for (const [part, port, variable] of wanted) if (parts.includes(part)) await requireFree(places.host, port, variable);
}

async function requireFree(host: string, port: number, variable: string): Promise<void> {
  const remedy = variable === "SMTP_URL" ? `set SMTP_URL=smtp://127.0.0.1:${port + 1}` : `set ${variable} to another one`;
  let free: boolean;
  try {
    free = await isPortFree(port, host);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EACCES") throw new LaunchError(`This account may not listen on port ${port}: ${remedy}.`, { cause });
    throw new LaunchError(`Nothing can listen on ${host} port ${port} (${code}): set HOST to an address of this machine.`, { cause });
  }
  if (!free) throw new LaunchError(`Port ${port} is in use: stop what listens there, or ${remedy}.`);
}

/** Ports nobody listens on, for a stack beside others. */
export async function findFreePlaces(): Promise<Places> {
  const ports = new Set<number>();
  while (ports.size < 5) ports.add(await findFreePort());
  const [web = 0, simulator = 0, secondZone = 0, mailbox = 0, smtp = 0] = ports;
  return { host: "127.0.0.1", web, simulator, secondZone, mailbox, smtp };
}
