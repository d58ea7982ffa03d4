import type { AddressProblem } from "../schema.ts";

export type ChatKind = "slack" | "teams";
export type ChatAddress = { url: URL; isLoopback: boolean };

/**
 * Whether a text is the address of an incoming webhook that we may post to. Only hosts of the vendor count, on https and
 * port 443: whoever may edit channels must not be able to have us call anything else. Outside production a loopback
 * address passes as well, so that something on the same machine can play the chat.
 *
 * Slack: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks (`hooks.slack.com/services/…`; the
 * addresses below `/workflows` and `/triggers` belong to workflows and take other bodies).
 * Teams: the trigger "When a Teams webhook request is received" of Power Automate, whose addresses moved from
 * `*.logic.azure.com` to `*.api.powerplatform.com` in 2025
 * (https://learn.microsoft.com/troubleshoot/power-platform/power-automate/flow-run-issues/triggers-troubleshoot). The
 * Office 365 connectors (`*.webhook.office.com`) were retired
 * (https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams).
 */
export function decideChatAddress(
  kind: ChatKind,
  text: string,
  { allowLoopback }: { allowLoopback: boolean },
): ChatAddress | { problem: AddressProblem } {
  if (!URL.canParse(text)) return { problem: "notification.not_an_address" };
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return { problem: "notification.not_an_address" };
  if (allowLoopback && LOOPBACK.includes(url.hostname) && /^https?:$/.test(url.protocol)) return { url, isLoopback: true };
  // A port that is the scheme's own reads as none.
  if (url.protocol !== "https:" || url.port !== "") return { problem: "notification.not_an_address" };
  const problem = kind === "slack" ? slackProblem(url) : teamsProblem(url);
  return problem === null ? { url, isLoopback: false } : { problem };
}

/** No names: what `localhost` resolves to is another's decision. */
const LOOPBACK: readonly string[] = ["127.0.0.1", "[::1]"];

function slackProblem({ hostname, pathname }: URL): AddressProblem | null {
  if (hostname !== "hooks.slack.com") return "notification.not_slack";
  if (/^\/(workflows|triggers)\//.test(pathname)) return "notification.slack_workflow";
  return pathname.startsWith("/services/") ? null : "notification.not_slack";
}

function teamsProblem({ hostname }: URL): AddressProblem | null {
  if (/(^|\.)webhook\.office\.com$|^outlook\.office(365)?\.com$/.test(hostname)) return "notification.teams_connector";
  return /^([a-z0-9-]+\.)+(logic\.azure|api\.powerplatform)\.com$/.test(hostname) ? null : "notification.not_teams";
}

/** What people may see of a webhook's address: enough to tell two apart, too little to post with. */
export function maskAddress(url: URL): string {
  return `${url.host} …${url.href.slice(-4)}`;
}
