import { whatWaits } from "@/components/connection/light-words.ts";
import type { StatusState } from "@/components/ui/status-table.ts";
import { type Verdict, verdictTags } from "@/lib/connection/schema.ts";

type VerdictWords = {
  /** The state in one sentence. */
  sentence: string;
  /** What follows from it, or what to do. */
  follows: string;
};

const words: Record<Verdict, VerdictWords> = {
  draft: {
    sentence: "Not connected yet.",
    follows: "The wizard is not finished. It goes on where you left it.",
  },
  connecting: {
    sentence: "We are connecting.",
    follows: "The steps run by themselves; you can leave this page.",
  },
  connect_failed: {
    sentence: "Connecting stopped at a step that needs you.",
    follows: "The wizard shows the step and how to fix it.",
  },
  waiting_for_first_ticket: {
    sentence: "Connected. The first new ticket will show here.",
    follows: "Nothing has to be done. Tickets that were there before are left alone.",
  },
  working: {
    sentence: "Tickets arrive and outcomes are written.",
    follows: "Nothing has to be done.",
  },
  repaired: {
    sentence: "Tickets reach us again: we mended our webhook.",
    follows: "Nothing has to be done. What was opened meanwhile is fetched; the gap is listed below.",
  },
  recovering: {
    sentence: "Tickets arrive, and we are fetching those that did not.",
    follows: "Nothing has to be done. The gap is listed below with what was found in it.",
  },
  blocked: {
    sentence: "Autotask refuses our sign-in. We make no further call.",
    follows: "Deliveries and outcomes wait and go on when the credentials are accepted again.",
  },
  webhook_missing: {
    sentence: "New tickets do not reach us: our webhook is gone.",
    follows: "Somebody deleted or changed it in Autotask. Repair makes it again.",
  },
  webhook_inactive: {
    sentence: "New tickets do not reach us: our webhook is switched off.",
    follows: "Repair switches it on again.",
  },
  webhook_not_ready: {
    sentence: "New tickets do not reach us: our webhook is not ready.",
    follows: "Repair goes through its fields and reads it back.",
  },
  webhook_incomplete: {
    sentence: "Tickets arrive; our webhook is not quite as we set it.",
    follows: "Somebody changed it in Autotask. We mend it at the next check, or at once with Repair.",
  },
  autotask_outage: {
    sentence: "Autotask does not answer. We try again every half minute.",
    follows: "Nothing is lost: tickets and outcomes wait, and go on as soon as it answers.",
  },
  autotask_failing: {
    sentence: "The last call to Autotask failed.",
    follows: "What waits is tried again by itself.",
  },
  rights_missing: {
    sentence: "Tickets arrive; a right that we need is missing.",
    follows: "Permissions names each missing right, and where it is set in Autotask.",
  },
  writes_refused: {
    sentence: "Tickets arrive; some outcomes were not written.",
    follows: "Autotask refused them. The verification’s page shows each with what Autotask answered.",
  },
  unwatched: {
    sentence: "We have not looked at this connection for some time.",
    follows: "Choose Check now. If it stays, the worker of this installation may not be running.",
  },
  search_stopped: {
    sentence: "Tickets arrive; we no longer look for missed ones.",
    follows:
      "The ids of new tickets went back, as after a restore of the database. Choose Look for missed tickets to begin anew from today.",
  },
  budget_high: {
    sentence: "Tickets are verified; this database’s hourly calls are nearly used up.",
    follows: `Meanwhile ${whatWaits}; verifications and notes go on. Find out which integration makes so many calls.`,
  },
  paused: {
    sentence: "Paused by a person.",
    follows: "New tickets are stored and wait. Resume goes on with those of the last 24 hours.",
  },
  disconnecting: {
    sentence: "Disconnected. We are removing our webhook from Autotask.",
    follows: "Nothing is verified any more. The credentials are erased when this is done.",
  },
  disconnected: {
    sentence: "Disconnected. Nothing of ours is left in Autotask.",
    follows: "The credentials are erased. History stays. To use this database again, make a new connection.",
  },
  left_behind: {
    sentence: "Disconnected. One webhook is left in Autotask for you to delete.",
    follows: "It does nothing: we refuse what it sends. The credentials are erased.",
  },
};

/** The one sentence about a connection and its tag, for each verdict. */
export const verdictWords = Object.fromEntries(
  Object.entries(words).map(([verdict, sentences]) => [verdict, { ...sentences, tag: verdictTags[verdict as Verdict] }]),
) as Record<Verdict, VerdictWords & { tag: StatusState<"connection"> }>;
