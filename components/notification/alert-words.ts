import type { AddressProblem, AlertChannelKind, AlertChannelView, ChannelErrorCode } from "@/lib/notification/schema.ts";

type KindWords = {
  /** "Slack" */
  name: string;
  /** Who answers for a message, at the beginning of a sentence. */
  says: string;
  /** The label of its address. */
  address: string;
  hint: string;
  /** Where to get the address. */
  path?: readonly string[];
  arrived: string;
};

/** What each kind of channel is called, and where its address comes from. */
export const kindWords: Record<AlertChannelKind, KindWords> = {
  mail: {
    name: "E-mail",
    says: "The mail server",
    address: "E-mail address",
    hint: "Of a person, or of a mailbox that several people read.",
    arrived: "The mail server took the test. Look into the mailbox.",
  },
  slack: {
    name: "Slack",
    says: "Slack",
    address: "Webhook URL",
    hint: "It begins with https://hooks.slack.com/services/. Whoever has it can post, so we store it encrypted and never show it again.",
    path: ["api.slack.com/apps", "Your app", "Incoming Webhooks", "Add New Webhook"],
    arrived: "Slack took the test. Look into the channel.",
  },
  teams: {
    name: "Teams",
    says: "Teams",
    address: "Webhook URL",
    hint: "Choose the template “Send webhook alerts to a channel”, then copy the link. Whoever has it can post, so we store it encrypted and never show it again.",
    path: ["Channel", "More options (•••)", "Workflows"],
    arrived: "Teams took the test. Look into the channel; it can take a minute.",
  },
};

/** Why the last message did not arrive: what happened, then what to do. */
export function channelErrorWords(kind: AlertChannelKind, code: ChannelErrorCode): string {
  const { says } = kindWords[kind];
  const words: Record<ChannelErrorCode, string> = {
    "notification.webhook_gone": `${says} says this webhook is gone, so we switched the channel off. Make a new webhook and add it, then remove this one.`,
    "notification.message_refused": `${says} did not take the message. Send a test; if it stays, make a new webhook and add that.`,
    "notification.chat_busy": `${says} has too many messages to take at the moment. We try alerts again; a test is tried once.`,
    "notification.chat_unavailable": `${says} did not answer. We try alerts again for six hours; a test is tried once.`,
    "notification.address_refused": "This address is none that we post to. Remove the channel and add it again with a new webhook.",
    "notification.address_unreadable": "The stored address cannot be read any more. Remove the channel and add it again.",
    "notification.mail_refused": "The mail server refuses this address. Check it; if the mailbox is gone, remove the channel.",
    "notification.mail_unavailable":
      "The mail server of this installation cannot be reached. We try alerts again for six hours; a test is tried once.",
    "notification.member_removed":
      "This person was taken out of the team, so we switched the channel off. Remove it, or switch it on again.",
  };
  return words[code];
}

export type AlertActionCode = AddressProblem | "notification.channel_exists" | "notification.too_many_channels";

/** Why an address was not taken: what it is, then what to enter. */
export const alertText: Record<AlertActionCode, string> = {
  "notification.not_an_address": "This is not the whole URL of a webhook. Copy it again; it begins with https://.",
  "notification.not_slack": "This is not an incoming webhook of Slack. Copy the URL that begins with https://hooks.slack.com/services/.",
  "notification.slack_workflow":
    "This URL belongs to a Slack workflow, which takes other messages. Make an incoming webhook in your app instead.",
  "notification.not_teams":
    "This is not a webhook of a Teams workflow. Copy the link that Workflows shows; its host ends in .api.powerplatform.com.",
  "notification.teams_connector":
    "This URL belongs to an Office 365 connector, which Microsoft has retired. Make a webhook in Workflows instead.",
  "notification.not_a_mail_address": "Enter a whole e-mail address, such as name@company.example.",
  "notification.channel_exists": "This address gets the alerts already. Enter another one.",
  "notification.too_many_channels": "There are 20 channels, which is as many as we take. Remove one first.",
};

/** How a channel is, as the table of states calls it. */
export function channelState({ enabled, lastError }: AlertChannelView): "on" | "not_arriving" | "gone" | "off" {
  if (enabled) return lastError === null ? "on" : "not_arriving";
  return lastError?.code === "notification.webhook_gone" ? "gone" : "off";
}
