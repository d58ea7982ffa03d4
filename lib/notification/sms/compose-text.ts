import { oneLine } from "../html.ts";

type Named = { organizationName: string; ticketNumber: string };
type CodeText = Named & { code: string; codeExpiresAt: Date; timeZone: string; link: string };

/** Long names would make two messages of one, each of which costs. */
const nameMax = 40;

/**
 * The text message with the code. It names the ticket by its number only: an attacker may be the author of its text. The last
 * line binds the code to our page (https://wicg.github.io/sms-one-time-codes/), so that phones offer it nowhere else.
 */
export function composeCodeText({ organizationName, ticketNumber, code, codeExpiresAt, timeZone, link }: CodeText): string {
  const until = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(codeExpiresAt);
  return [
    `${code} is your code for ticket ${oneLine(ticketNumber, nameMax)} at ${oneLine(organizationName, nameMax)}, good until ${until}. Never read it out to somebody who calls you.`,
    "",
    `@${new URL(link).hostname} #${code}`,
  ].join("\n");
}

/** The text message with the link, which comes before the one with the code. */
export function composeLinkText({ organizationName, ticketNumber, link }: Named & { link: string }): string {
  const who = oneLine(organizationName, nameMax);
  return `${who} asks you to confirm ticket ${oneLine(ticketNumber, nameMax)}. The code comes in another message. Enter it here, or say that this was not you: ${link}`;
}

/** The text message of a test. */
export function composeTestText({ organizationName }: { organizationName: string }): string {
  return `This is a test of ${oneLine(organizationName, nameMax)}. Text messages arrive.`;
}
