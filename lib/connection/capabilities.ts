import { z } from "zod";

// What a connection may do, each switched on and off by itself and apart from its credentials. Safe in the browser.

export const capabilityNames = [
  "verifyNewTickets",
  "writeNote",
  "writeUdf",
  "setStatus",
  "setResolution",
  "raisePriority",
  "createTickets",
  "logTime",
  "syncDirectory",
] as const;
export type CapabilityName = (typeof capabilityNames)[number];

const on = z.boolean().default(true);
const off = z.boolean().default(false);

/** Left out, a switch stands where a connection that was never asked has it: what Countersign does for everyone is on. */
export const capabilitiesSchema = z.object({
  /** Off: new tickets are stored and decided "not verified". A person can still start one by hand. */
  verifyNewTickets: on,
  writeNote: on,
  writeUdf: on,
  setStatus: on,
  setResolution: on,
  /** After a denial. Off until somebody wants it: a priority moves queues and service levels. */
  raisePriority: off,
  createTickets: off,
  logTime: off,
  syncDirectory: off,
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** What decides which capabilities do something. */
export type CapabilityChoices = {
  capabilities: Capabilities;
  udfName: string | null;
  statusOnPassed: number | null;
  statusOnNotPassed: number | null;
  writeResolution: boolean;
  priorityOnDenied: number | null;
};

/** The capabilities that are on and have what they need: one that is on without a field or a status chosen does nothing. */
export function activeCapabilities(options: CapabilityChoices): CapabilityName[] {
  const { capabilities, udfName, statusOnPassed, statusOnNotPassed, writeResolution, priorityOnDenied } = options;
  const chosen: Partial<Record<CapabilityName, boolean>> = {
    writeUdf: udfName !== null,
    setStatus: statusOnPassed !== null || statusOnNotPassed !== null,
    setResolution: writeResolution,
    raisePriority: priorityOnDenied !== null,
  };
  return capabilityNames.filter((name) => capabilities[name] && chosen[name] !== false);
}
