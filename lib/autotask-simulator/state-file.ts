import { readFile, rename, writeFile } from "node:fs/promises";
import type { Tenant } from "./model.ts";
import { DEFAULT_BEHAVIOUR } from "./tenant.ts";
import type { World } from "./world.ts";

const DEBOUNCE_MS = 200;
const FORMAT = 1;

type State = { format: number; tenants: Tenant[] };

/** Tenants of an earlier run; null when there is none or it is of another format. A file that is no JSON is an error. */
export async function loadState(file: string): Promise<Tenant[] | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  // Our own file, written by `save` below; another format is refused by its number.
  const state = JSON.parse(text) as State;
  if (state.format !== FORMAT) return null;
  // Switches that are newer than the file start at their standard.
  return state.tenants.map((tenant) => ({ ...tenant, behaviour: { ...DEFAULT_BEHAVIOUR, ...tenant.behaviour } }));
}

/** Saves the tenants soon after each change, whole or not at all; `flush` saves at once. */
export function saveStateLater(file: string, world: World): { flush: () => Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let saving: Promise<void> = Promise.resolve();
  const save = () => {
    timer = null;
    saving = saving.then(() => write(file, world)).catch(() => undefined);
  };
  world.changed = () => {
    timer ??= setTimeout(save, DEBOUNCE_MS);
  };
  return {
    flush: async () => {
      if (timer) clearTimeout(timer);
      save();
      await saving;
    },
  };
}

async function write(file: string, world: World): Promise<void> {
  const state: State = { format: FORMAT, tenants: world.tenants };
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify(state), { mode: 0o600 });
  await rename(draft, file);
}
