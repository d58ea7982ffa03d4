import type { AppUrlProblem, ConnectStep, WizardStep } from "@/lib/connection/schema.ts";

/** The steps of the wizard: what the rail says and what the browser's tab says. */
export const wizardStepWords: Record<WizardStep, { name: string; hint: string; tab: string }> = {
  "security-level": { name: "Security level", hint: "Copy one, add one right", tab: "1 of 5 · Security level" },
  "api-user": { name: "API user", hint: "Who Countersign signs in as", tab: "2 of 5 · API user" },
  "tracking-identifier": { name: "Tracking identifier", hint: "Name the integration", tab: "3 of 5 · Tracking identifier" },
  "four-values": { name: "Four values", hint: "Paste and test", tab: "4 of 5 · Four values" },
  connect: { name: "Connect", hint: "We do the rest", tab: "5 of 5 · Connect" },
};

export const connectStepWords: Record<ConnectStep, string> = {
  zone: "Find the zone",
  credentials: "Sign in",
  permissions: "Check rights",
  unique: "Check that nobody else has connected this database",
  webhook: "Create the webhook",
  fields: "Subscribe the ticket fields",
  exclusion: "Ignore our own changes",
  ready: "Read back: active and ready",
  picklists: "Find the type of an internal note",
  connected: "Switch on",
};

/** Why Autotask could not call us, and what the operator changes. */
export const appUrlWords: Record<AppUrlProblem, { what: (host: string) => string; todo: string }> = {
  not_https: {
    what: (host) => `Countersign is served at ${host} without https, and Autotask calls https addresses only.`,
    todo: "Put a reverse proxy with a certificate in front of Countersign, set APP_URL to its https address, and start Countersign again.",
  },
  not_port_443: {
    what: (host) => `Countersign is served at ${host}, and Autotask calls port 443 only.`,
    todo: "Serve it on port 443, for example by a reverse proxy, set APP_URL to that address without a port, and start Countersign again.",
  },
  not_public: {
    what: (host) => `Autotask cannot reach ${host}: it is not a public address.`,
    todo: "Give this server a public https address on port 443, or a tunnel that has one, set APP_URL to it, and start Countersign again.",
  },
};
