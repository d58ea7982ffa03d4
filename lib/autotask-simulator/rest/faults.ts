import type { World } from "../world.ts";

export const FAULT_KINDS = [
  "status",
  "html",
  "empty",
  "bad-json",
  "wrong-shape",
  "huge",
  "foreign-next-page",
  "string-ids",
  "shifting-pages",
  "slow",
  "hang",
  "reset",
  "reset-mid-body",
  "drop-after-write",
  "late-write",
  "lost-write",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One planned misbehaviour. Every condition left out matches all calls. */
export type Fault = {
  id: number;
  kind: FaultKind;
  tenant: string | null;
  /** Collection as the call's entity, e.g. "TicketNotes", or "ZoneInformation". */
  collection: string | null;
  methods: string[] | null;
  /** Times left; null is for ever. */
  count: number | null;
  /** Moment after which it is over, in milliseconds; null is never. */
  until: number | null;
  status: number;
  text: string | null;
  delayMs: number;
  retryAfterSeconds: number;
};

export type FaultInput = Partial<Omit<Fault, "id" | "until" | "kind">> & { kind: FaultKind; seconds?: number; method?: string };

/** Where none is given. */
const STATUS: Partial<Record<FaultKind, number>> = { html: 502, empty: 200 };

let lastId = 0;

/** Plans a fault. `seconds` limits it in time, `count` in number, `method` or `methods` in kind of call. */
export function addFault(world: World, input: FaultInput): Fault {
  lastId += 1;
  const fault: Fault = {
    id: lastId,
    kind: input.kind,
    tenant: input.tenant ?? null,
    collection: input.collection ?? null,
    methods: input.methods ?? (input.method ? [input.method] : null),
    count: input.count ?? null,
    until: input.seconds === undefined ? null : Date.now() + input.seconds * 1000,
    status: input.status ?? STATUS[input.kind] ?? 500,
    text: input.text ?? null,
    delayMs: input.delayMs ?? 1000,
    retryAfterSeconds: input.retryAfterSeconds ?? 0,
  };
  world.faults.push(fault);
  return fault;
}

export function isFaultKind(value: unknown): value is FaultKind {
  return FAULT_KINDS.some((kind) => kind === value);
}

/** The first fault planned for this call, used up by one; null if the call is to go well. */
export function takeFault(world: World, call: { tenant: string | null; collection: string | null; method: string }): Fault | null {
  world.faults = world.faults.filter((fault) => (fault.until ?? Number.POSITIVE_INFINITY) > Date.now() && fault.count !== 0);
  const fault = world.faults.find(
    (each) =>
      (each.tenant === null || each.tenant === call.tenant) &&
      (each.collection === null || each.collection.toLowerCase() === call.collection?.toLowerCase()) &&
      (each.methods === null || each.methods.some((method) => method.toUpperCase() === call.method)),
  );
  if (!fault) return null;
  if (fault.count !== null) fault.count -= 1;
  return fault;
}
