import type { Language } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { html, oneLine, oneName } from "./html.ts";

export type AuthenticatorMail = {
  /** The language it is written in. */
  language: Language;
  change: "added" | "removed";
  what: "totp" | "passkey";
  at: Date;
  timeZone: string;
  organizationName: string;
  personName: string | null;
};

/**
 * Tells a person over another channel that a way to prove them was added or removed (NIST SP 800-63B-4, 4.6), so that one
 * who did not do it learns of it. Carries no link: a mail that asks to press one is what an attacker would send.
 */
export function composeAuthenticatorMail(mail: AuthenticatorMail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail.language).mails;
  const organization = oneLine(mail.organizationName);
  const hello = words.hello(oneName(mail.personName));
  const at = new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeStyle: "short", timeZone: mail.timeZone }).format(mail.at);
  const changed = words.authenticator[mail.what][mail.change];
  const told = changed.told(organization, `${at} (${mail.timeZone})`);
  const notYou = words.authenticator.notYou(organization);
  const parts = [hello, told, notYou, organization];
  const paragraphs = html`<p>${hello}</p><p>${told}</p><p><strong>${notYou}</strong></p><p>${organization}</p>`;
  return {
    subject: changed.subject(organization),
    text: parts.join("\n\n"),
    html: html`<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:24px">${paragraphs}</body>
</html>`.markup,
  };
}
