import { parseArgs } from "node:util";
import { startSimulator } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    "second-zone-port": { type: "string", default: "0" },
    host: { type: "string", default: "127.0.0.1" },
    scenario: { type: "string" },
    state: { type: "string" },
    "time-scale": { type: "string", default: "1" },
  },
});

async function main(): Promise<void> {
  const simulator = await startSimulator({
    port: Number(values.port),
    secondZonePort: Number(values["second-zone-port"]),
    host: values.host,
    timeScale: Number(values["time-scale"]),
    ...(values.scenario ? { scenario: values.scenario } : {}),
    ...(values.state ? { stateFile: values.state } : {}),
  });
  const stop = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(`${JSON.stringify({ listening: simulator.url })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`The Autotask simulator did not start: ${error instanceof Error ? error.message : "unknown error"}\n`);
  process.exit(1);
});
