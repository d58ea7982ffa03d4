import { addFault } from "../rest/faults.ts";
import type { Scenario } from "./scenario.ts";

const WRITES = ["POST", "PATCH", "PUT"];

/** Situations of limits, slowness and broken answers. */
export const WEATHER_SCENARIOS: Scenario[] = [
  {
    name: "rate-limited",
    means: "Every call is over the thread limit (429, Retry-After 1).",
    apply: (_stage, tenant) => {
      Object.assign(tenant.behaviour, { threadLimit: 0, retryAfterSeconds: 1 });
    },
  },
  {
    name: "thread-limit-500",
    means: "More than 3 calls at once answer 500 with the thread text instead of 429.",
    apply: (_stage, tenant) => {
      tenant.behaviour.threadLimitStatus = 500;
    },
  },
  {
    name: "hourly-limit",
    means: "The hour's 10,000 calls of the whole database are used up.",
    apply: (_stage, tenant) => {
      tenant.calls = Array.from({ length: tenant.behaviour.hourlyLimit }, () => Date.now());
    },
  },
  {
    name: "slow",
    means: "Every call takes 4 seconds.",
    apply: (_stage, tenant) => {
      tenant.behaviour.latencyMs = 4000;
    },
  },
  {
    name: "down",
    means: "The gateway answers every call with 503 and HTML.",
    apply: ({ world }, tenant) => {
      addFault(world, { kind: "html", status: 503, tenant: tenant.key });
    },
  },
  {
    name: "host-unknown",
    means: "The zone look-up names a host that no name server knows.",
    apply: (_stage, tenant) => {
      tenant.behaviour.namedOrigin = "https://does-not-exist.invalid";
    },
  },
  {
    name: "no-tls",
    means: "The zone look-up names an https address at which nobody speaks TLS: the zone's own port.",
    apply: ({ world }, tenant) => {
      const home = world.zones.get(tenant.zone);
      if (home === undefined) throw new Error(`Zone ${tenant.zone} has no address.`);
      tenant.behaviour.namedOrigin = home.replace(/^http:/, "https:");
    },
  },
  {
    name: "nobody-listens",
    means: "The zone look-up names a port at which nothing listens.",
    apply: (_stage, tenant) => {
      tenant.behaviour.namedOrigin = "http://127.0.0.1:9";
    },
  },
  {
    name: "hanging",
    means: "Calls are never answered.",
    apply: ({ world }, tenant) => {
      addFault(world, { kind: "hang", tenant: tenant.key });
    },
  },
  {
    name: "drop-after-write",
    means: "The next note is written, but the connection drops before the answer.",
    apply: ({ world }, tenant) => {
      addFault(world, { kind: "drop-after-write", tenant: tenant.key, collection: "TicketNotes", methods: WRITES, count: 1 });
    },
  },
  {
    name: "late-write",
    means: "The next note is written 10 seconds later, when the caller may have given up.",
    apply: ({ world }, tenant) => {
      addFault(world, { kind: "late-write", tenant: tenant.key, collection: "TicketNotes", methods: WRITES, count: 1, delayMs: 10_000 });
    },
  },
  {
    name: "lost-write",
    means: "The next ticket change is answered with 200 but does not happen.",
    apply: ({ world }, tenant) => {
      addFault(world, { kind: "lost-write", tenant: tenant.key, collection: "Tickets", methods: WRITES, count: 1 });
    },
  },
  {
    name: "missing-item-null",
    means: 'A missing row answers 200 {"item":null} instead of 404.',
    apply: (_stage, tenant) => {
      tenant.behaviour.missingItem = "null";
    },
  },
];
