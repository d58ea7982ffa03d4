import { z } from "zod";
import { questionReportSchema } from "../questions/schema.ts";

// What the screens and the REST API read and send of signals, risk and campaigns. Safe in the browser.

/** What can raise suspicion. Each has a sentence in `signal-words.ts`, and its points in `judge-risk.ts`. */
export const signalCodes = [
  "tor_exit",
  "vpn_network",
  "hosting_network",
  "relay_network",
  "country_differs",
  "impossible_travel",
  "new_device",
  "automation",
  "opened_late",
  "many_tries",
  "campaign",
  "wrong_answers",
] as const;
export type SignalCode = (typeof signalCodes)[number];

/** A signal as it is stored: its code, its points, and what its sentence names. */
export const signalSchema = z.object({
  code: z.enum(signalCodes),
  points: z.int().min(0).max(10),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Signal = z.infer<typeof signalSchema>;

/** What a risk leads to. */
export const riskActions = ["allow", "step_up", "hold"] as const;
export type RiskAction = (typeof riskActions)[number];

/** 0 to 10. */
export const riskMax = 10;

const whole = (name: string, min: number, max: number) =>
  z.coerce.number(`${name} is a number.`).int(`${name} is a whole number.`).min(min, `At least ${min}.`).max(max, `At most ${max}.`);

/** From which risk on more is asked or a lead decides, and when failures become a campaign. */
export const riskSettingsSchema = z
  .object({
    /** Asks for one strength more, once. */
    stepUpFrom: whole("The risk", 3, 9),
    /** A lead must release it. Never out of reach: what makes a lead look cannot be switched off. */
    holdFrom: whole("The risk", 4, 10),
    /** Failures and denials from one address, browser or number, over more than one company. */
    campaignFrom: whole("The count", 2, 20),
    campaignMinutes: whole("The time", 10, 1_440),
  })
  .refine(({ stepUpFrom, holdFrom }) => holdFrom > stepUpFrom, { error: "Higher than the risk that asks for more.", path: ["holdFrom"] });
export type RiskSettings = z.infer<typeof riskSettingsSchema>;

export const defaultRiskSettings: RiskSettings = { stepUpFrom: 6, holdFrom: 8, campaignFrom: 3, campaignMinutes: 60 };

/** What the signals of a verification came to. */
export const riskReportSchema = z.object({
  /** 0 to 10; null before the first answer. */
  risk: z.int().nullable(),
  /** Worst first, each with a sentence for a technician. */
  signals: z.array(z.object({ code: z.string(), points: z.int(), sentence: z.string() })),
  /** What was asked before the signals raised it; null where they did not. */
  strengthRaisedFrom: z.enum(["weak", "fair", "good", "best"]).nullable(),
  hold: z
    .object({
      since: z.iso.datetime(),
      /** All that was asked is proven: only a lead's word is missing. */
      awaitsRelease: z.boolean(),
      releasedAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** How the questions about what is on file ended; null where none were meant, or before they have an end. */
  questions: questionReportSchema.nullable(),
});
export type RiskReport = z.infer<typeof riskReportSchema>;

const reasonText = z.string().trim().min(10, "Say in at least ten characters why.").max(500, "Use at most 500 characters.");

/** A lead lets a held verification pass, or ends it, and says why. */
export const decideHoldSchema = z.object({ decision: z.enum(["release", "refuse"]), reason: reasonText });
export type DecideHold = z.infer<typeof decideHoldSchema>;

export const campaignKeyKinds = ["address", "device", "number"] as const;

export const campaignSchema = z.object({
  id: z.uuid(),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** Null while open, and where it ended by itself. */
  closedByName: z.string().nullable(),
  closeReason: z.string().nullable(),
  /** What they have in common. */
  common: z.array(z.enum(campaignKeyKinds)),
  /** Newest first. */
  verifications: z.array(
    z.object({
      id: z.uuid(),
      state: z.string(),
      requesterName: z.string().nullable(),
      companyName: z.string().nullable(),
      ticketNumber: z.string(),
      settledAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** Open ones first, then the newest; at most 50. */
export const campaignListSchema = z.object({ items: z.array(campaignSchema) });
export type CampaignList = z.infer<typeof campaignListSchema>;

/** Why a lead ends a campaign. */
export const closeCampaignSchema = z.object({ reason: reasonText });
