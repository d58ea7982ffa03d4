import { setTimeout as delay } from "node:timers/promises";
import { LaunchError } from "./launch-error.ts";
import { commandFor, type PartName, type PartsPlan } from "./parts.ts";
import { type Part, supervise } from "./supervise.ts";

const READY_WITHIN_MS = 90_000;

export type Stack = {
  baseUrl: string;
  simulatorUrl: string;
  mailboxUrl: string;
  /** The variables the parts run with: enough to start another one beside them. */
  env: Record<string, string>;
  part(name: PartName): Part;
  /** Returns when web says it is ready and the other parts answer; throws with the last words of the one that does not. */
  ready(): Promise<void>;
  /** Ends all parts in the order in which they need each other. */
  stop(): Promise<void>;
};

type Options = PartsPlan & { parts: readonly PartName[]; notice(line: string): void; onChange?(parts: Part[]): void };

/** Starts the parts of the product as supervised processes on a migrated database and a finished build. */
export function startStack({ parts: names, notice, onChange, ...plan }: Options): Stack {
  const parts: Part[] = [];
  for (const name of names) {
    const width = Math.max(...names.map(({ length }) => length));
    const tell = (line: string) => notice(`${name.padEnd(width)}  ${line}`);
    parts.push(supervise(commandFor(name, plan), tell, () => onChange?.(parts)));
  }
  onChange?.(parts);
  const urlOf = (port: number) => `http://127.0.0.1:${port}`;
  const { places } = plan;
  const stack: Stack = {
    // Browsers treat http://localhost as a secure context with a name, which passkeys need; plain fetches work with both.
    baseUrl: plan.env.APP_URL ?? `http://localhost:${places.web}`,
    simulatorUrl: urlOf(places.simulator),
    mailboxUrl: urlOf(places.mailbox),
    env: plan.env,
    part: (name) => {
      const part = parts.find((each) => each.name === name);
      if (!part) throw new Error(`This stack was started without ${name}.`);
      return part;
    },
    ready: async () => {
      const doors: Record<PartName, string | null> = {
        web: `${urlOf(places.web)}/api/health/ready`,
        simulator: `${stack.simulatorUrl}/`,
        mailbox: `${stack.mailboxUrl}/api/messages`,
        worker: null,
      };
      await Promise.all(parts.map((part) => waitForPart(part, doors[part.name as PartName])));
    },
    // What talks to the simulator and the mailbox ends before them: a worker may still be mailing or writing a note.
    stop: async () => {
      const isProduct = (part: Part) => part.name === "web" || part.name === "worker";
      await Promise.all(parts.filter(isProduct).map((part) => part.stop()));
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
  return stack;
}

async function waitForPart(part: Part, url: string | null): Promise<void> {
  let answer = "no answer";
  for (const start = Date.now(); url && Date.now() - start < READY_WITHIN_MS; await delay(100)) {
    // A part that died twice at its start will not come up by itself soon: say why instead of waiting it out.
    if (part.restarts() >= 2) throw new LaunchError(`The ${part.name} part does not start: ${part.lastWords()}`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      answer = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch {
      // Not listening yet.
    }
  }
  if (url) throw new LaunchError(`The ${part.name} part does not become ready (${answer}). ${part.lastWords()}`);
}
