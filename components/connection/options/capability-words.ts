import type { CapabilityName, ConnectionOptions } from "@/lib/connection/schema.ts";

type Words = {
  name: string;
  /** What follows while it is on, and while it is off. */
  on: string;
  off: string;
  /** On, and without what it needs: nothing follows. Null: it needs no choice. */
  unset: string | null;
};

/** What each switch does, in words. */
export const capabilityWords: Record<CapabilityName, Words> = {
  verifyNewTickets: {
    name: "Verify new tickets",
    on: "The requester of each new ticket is asked to prove who they are.",
    off: "New tickets are stored and decided “not verified”. You can still start a verification by hand.",
    unset: null,
  },
  writeNote: {
    name: "Write a note",
    on: "Every outcome is a note on the ticket.",
    off: "No note is written. Outcomes stay here only.",
    unset: null,
  },
  writeUdf: {
    name: "Write the UDF",
    on: "The outcome goes into the ticket UDF chosen below.",
    off: "No UDF is written, whatever is chosen below.",
    unset: "No UDF is chosen below, so none is written.",
  },
  setStatus: {
    name: "Set the status",
    on: "The outcome sets the ticket status chosen below.",
    off: "The status is left alone, whatever is chosen below.",
    unset: "No status is chosen below, so it is left alone.",
  },
  setResolution: {
    name: "Write the resolution",
    on: "The outcome becomes the resolution where none stands yet; a person's is never replaced.",
    off: "The resolution is left alone.",
    unset: null,
  },
  raisePriority: {
    name: "Raise the priority",
    on: "After “This was not me” the ticket gets the priority chosen below.",
    off: "The priority is left alone, whatever is chosen below.",
    unset: "No priority is chosen below, so it is left alone.",
  },
  createTickets: {
    name: "Open tickets",
    on: "For a caller without a ticket, a technician can have one opened, with the outcome on it.",
    off: "No ticket is opened. What is asked for a caller without one stands here only.",
    unset: null,
  },
  logTime: {
    name: "Log time",
    on: "We ask for the rights now, so that they are there when you use them. No time is logged by this switch.",
    off: "The rights to log time are not asked for.",
    unset: null,
  },
  syncDirectory: {
    name: "Sync the directory",
    on: "We ask for companies, contacts and resources as a whole now, and tell where the API user sees only a part.",
    off: "The API user may see a part of them; nothing is said about that.",
    unset: null,
  },
};

/** Those that do something when pressed, and those that only ask for rights ahead. */
export const switchesInUse = [
  "verifyNewTickets",
  "writeNote",
  "writeUdf",
  "setStatus",
  "setResolution",
  "raisePriority",
  "createTickets",
] as const;
export const switchesAhead = ["logTime", "syncDirectory"] as const;

/** The resolution has had a choice of its own before it had a switch; on a screen they are one. */
export function isOn({ capabilities, writeResolution }: ConnectionOptions, name: CapabilityName): boolean {
  return capabilities[name] && (name !== "setResolution" || writeResolution);
}

export function switchTo(options: ConnectionOptions, name: CapabilityName, on: boolean): ConnectionOptions {
  const writeResolution = name === "setResolution" && on ? true : options.writeResolution;
  return { ...options, writeResolution, capabilities: { ...options.capabilities, [name]: on } };
}

/** What follows from a switch as it stands. */
export function consequenceOf(options: ConnectionOptions, name: CapabilityName): string {
  const { on, off, unset } = capabilityWords[name];
  if (!isOn(options, name)) return off;
  const { udfName, statusOnPassed, statusOnNotPassed, priorityOnDenied } = options;
  const isUnset: Partial<Record<CapabilityName, boolean>> = {
    writeUdf: udfName === null,
    setStatus: statusOnPassed === null && statusOnNotPassed === null,
    raisePriority: priorityOnDenied === null,
  };
  return unset !== null && isUnset[name] === true ? unset : on;
}
