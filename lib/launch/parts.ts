import path from "node:path";
import { PROJECT } from "./migrate.ts";
import type { PartCommand } from "./supervise.ts";

export type PartName = "web" | "worker" | "simulator" | "mailbox";

/** Where each part listens. The addresses are ours to choose: the parts learn them by argument and environment. */
export type Places = {
  host: string;
  web: number;
  simulator: number;
  /** Where the simulator's databases are after they moved to another zone: an address that must be allowed beforehand. */
  secondZone: number;
  mailbox: number;
  smtp: number;
};

export type PartsPlan = {
  places: Places;
  /** The variables every part gets on top of the launcher's own. */
  env: Record<string, string>;
  dataFolder: string;
  /** Development: web compiles on request and the worker restarts on change. */
  watch?: boolean;
};

/** How to start one part. Every part is a plain Node process that ends when the launcher is gone. */
export function commandFor(name: PartName, plan: PartsPlan): PartCommand {
  const followParent = ["--import", path.join(PROJECT, "lib/launch/follow-parent.mjs")];
  return {
    name,
    args: [...followParent, ...argumentsFor(name, plan)],
    env: { ...process.env, ...plan.env, COUNTERSIGN_LAUNCHER: String(process.pid) },
    cwd: PROJECT,
    logFile: path.join(plan.dataFolder, "logs", `${name}.log`),
  };
}

function argumentsFor(name: PartName, { places, dataFolder, watch = false }: PartsPlan): string[] {
  const reachable = ["--host", places.host];
  switch (name) {
    case "web":
      return ["lib/launch/web.ts", ...(watch ? ["--dev"] : [])];
    case "worker":
      return watch ? ["--watch", "--watch-preserve-output", "lib/worker/main.ts"] : ["lib/worker/main.ts"];
    case "simulator":
      return [
        "lib/autotask-simulator/main.ts",
        ...["--port", String(places.simulator), "--second-zone-port", String(places.secondZone), ...reachable],
        ...["--state", path.join(dataFolder, "simulator.json")],
      ];
    case "mailbox":
      return [
        "lib/mailbox/main.ts",
        ...["--port", String(places.mailbox), "--smtp-port", String(places.smtp), ...reachable],
        ...["--store", path.join(dataFolder, "mailbox.jsonl")],
      ];
  }
}

/** What the parts must know about each other, unless the environment says otherwise. */
export function wiring(places: Places, parts: readonly PartName[]): Record<string, string> {
  const own = (port: number) => `127.0.0.1:${port}`;
  return {
    PORT: String(places.web),
    HOST: places.host,
    APP_URL: `http://localhost:${places.web}`,
    ...(parts.includes("mailbox") ? { SMTP_URL: `smtp://${own(places.smtp)}` } : {}),
    ...(parts.includes("simulator")
      ? {
          AUTOTASK_ZONE_LOOKUP_URL: `http://${own(places.simulator)}/atservicesrest/v1.0/zoneInformation`,
          AUTOTASK_ALLOWED_HOSTS: `${own(places.simulator)},${own(places.secondZone)}`,
        }
      : {}),
    SIMULATOR: parts.includes("simulator") ? "on" : "off",
    MAILBOX: parts.includes("mailbox") ? "on" : "off",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
