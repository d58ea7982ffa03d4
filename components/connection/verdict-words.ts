import type { StatusState } from "@/components/ui/status-table.ts";
import type { Verdict } from "@/lib/connection/schema.ts";

export type VerdictWords = {
  tag: StatusState<"connection">;
  /** The state in one sentence. */
  sentence: string;
  /** What follows from it, or what to do. */
  follows: string;
};

/** The one sentence about a connection, for each verdict. */
export const verdictWords: Record<Verdict, VerdictWords> = {
  draft: {
    tag: "draft",
    sentence: "Not connected yet.",
    follows: "The wizard is not finished. It goes on where you left it.",
  },
  connecting: {
    tag: "connecting",
    sentence: "We are connecting.",
    follows: "The steps run by themselves; you can leave this page.",
  },
  connect_failed: {
    tag: "needs_attention",
    sentence: "Connecting stopped at a step that needs you.",
    follows: "The wizard shows the step and how to fix it.",
  },
  waiting_for_first_ticket: {
    tag: "connected",
    sentence: "Connected. The first new ticket will show here.",
    follows: "Nothing has to be done. Tickets that were there before are left alone.",
  },
  working: {
    tag: "connected",
    sentence: "Tickets arrive and outcomes are written.",
    follows: "Nothing has to be done.",
  },
  blocked: {
    tag: "needs_attention",
    sentence: "Autotask refuses our sign-in. We make no further call.",
    follows: "Deliveries and outcomes wait and go on when the credentials are accepted again.",
  },
  webhook_missing: {
    tag: "needs_attention",
    sentence: "New tickets do not reach us: our webhook is gone.",
    follows: "Somebody deleted or changed it in Autotask. Repair makes it again.",
  },
  webhook_inactive: {
    tag: "needs_attention",
    sentence: "New tickets do not reach us: our webhook is switched off.",
    follows: "Repair switches it on again.",
  },
  webhook_not_ready: {
    tag: "needs_attention",
    sentence: "New tickets do not reach us: our webhook is not ready.",
    follows: "Repair goes through its fields and reads it back.",
  },
  autotask_failing: {
    tag: "needs_attention",
    sentence: "The last call to Autotask failed.",
    follows: "What waits is tried again by itself.",
  },
  writes_refused: {
    tag: "needs_attention",
    sentence: "Tickets arrive; some outcomes were not written.",
    follows: "Autotask refused them. The verification’s page shows each with what Autotask answered.",
  },
  paused: {
    tag: "paused",
    sentence: "Paused by a person.",
    follows: "New tickets are stored and not verified.",
  },
  disconnecting: {
    tag: "disconnected",
    sentence: "Disconnected. We are removing our webhook from Autotask.",
    follows: "Nothing is verified any more. The credentials are erased when this is done.",
  },
  disconnected: {
    tag: "disconnected",
    sentence: "Disconnected. Nothing of ours is left in Autotask.",
    follows: "The credentials are erased. History stays. To use this database again, make a new connection.",
  },
  left_behind: {
    tag: "disconnected",
    sentence: "Disconnected. One webhook is left in Autotask for you to delete.",
    follows: "It does nothing: we refuse what it sends. The credentials are erased.",
  },
};
