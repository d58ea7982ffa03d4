import type { Language } from "../../words/schema.ts";
import { wordsOf } from "../../words/words.ts";
import { oneLine } from "../html.ts";

type Named = { language: Language; organizationName: string; ticketNumber: string };
type CodeText = Named & { code: string; codeExpiresAt: Date; timeZone: string; link: string; phrase: string | null };

/** Long names would make two messages of one, each of which costs. */
const nameMax = 40;

/**
 * The text message with the code. It names the ticket by its number only: an attacker may be the author of its text. The last
 * line binds the code to our page (https://wicg.github.io/sms-one-time-codes/), so that phones offer it nowhere else.
 */
export function composeCodeText({
  language,
  organizationName,
  ticketNumber,
  code,
  codeExpiresAt,
  timeZone,
  link,
  phrase,
}: CodeText): string {
  const { locale, texts } = wordsOf(language).mails;
  const until = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone }).format(codeExpiresAt);
  const told = phrase === null ? texts.never : texts.only(phrase);
  return [
    `${texts.code(code, oneLine(ticketNumber, nameMax), oneLine(organizationName, nameMax), until)} ${told}`,
    "",
    `@${new URL(link).hostname} #${code}`,
  ].join("\n");
}

/** The text message with the link, which comes before the one with the code. */
export function composeLinkText({ language, organizationName, ticketNumber, link }: Named & { link: string }): string {
  return wordsOf(language).mails.texts.link(oneLine(organizationName, nameMax), oneLine(ticketNumber, nameMax), link);
}

/** The text message of a test. */
export function composeTestText({ organizationName }: { organizationName: string }): string {
  return `This is a test of ${oneLine(organizationName, nameMax)}. Text messages arrive.`;
}
