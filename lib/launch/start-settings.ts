import { LaunchError } from "./launch-error.ts";
import type { PartName, Places } from "./parts.ts";

export type StartSettings = {
  appEnv: string;
  production: boolean;
  dataDir: string;
  places: Places;
  parts: PartName[];
  watch: boolean;
};

/** What to start and where, from the environment. `npm start` is the demo unless APP_ENV says otherwise. Throws in one sentence. */
export function startSettings(source: NodeJS.ProcessEnv, mode: "start" | "dev"): StartSettings {
  const appEnv = source.APP_ENV?.trim() || (mode === "dev" ? "development" : "demo");
  const production = appEnv === "production";
  const bringsOwn = appEnv === "demo" || mode === "dev";
  const isOn = (name: string) => (source[name]?.trim() ? /^(on|true|1)$/i.test(source[name].trim()) : bringsOwn);
  const simulator = readPort(source, "SIMULATOR_PORT", 4010);
  const mailboxServes = !source.SMTP_URL?.trim() || isLoopback(source.SMTP_URL);
  return {
    appEnv,
    production,
    dataDir: source.DATA_DIR?.trim() || ".data",
    places: {
      host: source.HOST?.trim() || (production ? "0.0.0.0" : "127.0.0.1"),
      web: readPort(source, "PORT", 3000),
      simulator,
      secondZone: simulator + 1,
      mailbox: readPort(source, "MAILBOX_PORT", 4020),
      smtp: mailboxServes && source.SMTP_URL?.trim() ? Number(new URL(source.SMTP_URL).port || 25) : 4025,
    },
    parts: [
      ...(["web", "worker"] as const),
      ...(!production && isOn("SIMULATOR") ? (["simulator"] as const) : []),
      // Mail that goes to a server elsewhere never reaches our mailbox: an empty one would only mislead.
      ...(!production && isOn("MAILBOX") && mailboxServes ? (["mailbox"] as const) : []),
    ],
    watch: mode === "dev",
  };
}

function readPort(source: NodeJS.ProcessEnv, name: string, byDefault: number): number {
  const port = Number(source[name]?.trim() || byDefault);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LaunchError(`${name} is not a port: set it to a number from 1 to 65535.`);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
