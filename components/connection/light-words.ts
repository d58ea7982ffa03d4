import type { LightCode, LightName, LightSign } from "@/lib/connection/schema.ts";

export const lightNames: Record<LightName, string> = {
  credentials: "Credentials",
  webhook: "Webhook",
  permissions: "Permissions",
  budget: "API budget",
};

/** What stops when few of the hour's calls are left (`requireBudget`), the same words wherever a screen says it. */
export const whatWaits = "the look for missed tickets and the re-check of rights wait, questions about what is on file do not count";

/** For those who do not see the icon's colour and shape. */
export const signWords: Record<LightSign, string> = { ok: "Good", attention: "Needs attention", bad: "Bad", unknown: "Not known" };

type Params = Record<string, string>;
type LightWords = {
  /** Two to four words. */
  word: (params: Params) => string;
  /** One sentence; undefined where the word and its facts say all. */
  sentence?: (params: Params) => string;
  /** What to do about it. */
  todo?: string;
};

const said = (text: string) => () => text;

/** What each light says, and what to do about it. */
export const lightWords: Record<LightCode, LightWords> = {
  credentials_accepted: { word: said("Accepted") },
  credentials_refused: {
    word: said("Refused"),
    sentence: said("Autotask refused our sign-in, so we make no further call."),
    todo: "Replace the credentials, or try once if Autotask was at fault.",
  },
  credentials_not_set: { word: said("Not set"), todo: "Enter the four values in the wizard." },
  credentials_not_tried: { word: said("Not known"), sentence: said("Autotask gives no answer that would tell.") },
  webhook_ready: { word: said("Active and ready") },
  webhook_not_made: { word: said("Not made"), todo: "Choose Repair." },
  webhook_missing: { word: said("Gone from Autotask"), todo: "Choose Repair: we make it again." },
  webhook_changed: { word: said("Changed by somebody"), todo: "Choose Repair: we set it as it was." },
  webhook_inactive: { word: said("Switched off"), todo: "Choose Repair: we switch it on again." },
  webhook_not_ready: { word: said("Not ready"), todo: "It can take a minute. If it stays, choose Repair." },
  webhook_fields_missing: { word: said("Fields missing"), todo: "Choose Repair: we set them again." },
  webhook_exclusion_missing: {
    word: said("Sends our own changes too"),
    sentence: said("Our user is not excluded. We ignore what we caused ourselves, so nothing is asked twice."),
    todo: "Choose Repair: we set it again.",
  },
  webhook_not_read: { word: said("Not read yet"), todo: "Choose Check now." },
  rights_all: { word: said("All there") },
  rights_optional_off: {
    word: ({ count }) => (count === "1" ? "All needed; 1 optional is off" : `All needed; ${count} optional are off`),
    sentence: ({ rights }) => rights ?? "",
  },
  rights_missing: {
    word: ({ count }) => (count === "1" ? "1 right missing" : `${count} rights missing`),
    sentence: ({ rights }) => rights ?? "",
    todo: "Permissions says where each is set in Autotask.",
  },
  rights_not_read: { word: said("Not read yet"), todo: "Permissions reads them." },
  budget_fine: { word: ({ percent }) => `${percent}% used this hour` },
  budget_high: {
    word: ({ percent }) => `${percent}% used this hour`,
    sentence: said(`Meanwhile ${whatWaits}; verifications and notes go on.`),
    todo: "Find out which integration makes so many calls.",
  },
  budget_used_up: {
    word: said("Used up for this hour"),
    sentence: said("Autotask refuses calls until fewer were made in the last hour. What waits goes on by itself."),
    todo: "Find out which integration makes so many calls.",
  },
  budget_not_read: { word: said("Not known yet"), sentence: said("Read when we next call Autotask.") },
};
