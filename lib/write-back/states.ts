export const writeBackStates = ["waiting", "sending", "unconfirmed", "written", "refused", "left_alone", "dropped"] as const;
export type WriteBackState = (typeof writeBackStates)[number];

/** States in which there is still something to do. */
export const openWriteBackStates = ["waiting", "sending", "unconfirmed"] as const satisfies readonly WriteBackState[];

/** From which states each state can be reached. Every update of a row names these in its `where`. */
export const reachableFrom: Record<WriteBackState, readonly WriteBackState[]> = {
  // A call that certainly had no effect, or a person who presses Retry.
  waiting: ["sending", "refused"],
  // From `sending` too: whose lease has run out has died.
  sending: ["waiting", "unconfirmed", "sending"],
  unconfirmed: ["sending", "unconfirmed"],
  // Without a call when the ticket turned out to be as wanted already, or our mark was found.
  written: ["waiting", "sending", "unconfirmed"],
  refused: ["waiting", "sending", "unconfirmed"],
  left_alone: ["waiting", "sending", "unconfirmed"],
  dropped: ["waiting", "sending", "unconfirmed"],
};
