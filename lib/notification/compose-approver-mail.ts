import type { Language } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { html, oneLine, oneName } from "./html.ts";

export type ApproverMail = {
  /** The language it is written in. */
  language: Language;
  change: "added" | "removed";
  companyName: string;
  organizationName: string;
  personName: string | null;
};

/**
 * Tells a contact that their word counts for requests of their company from now on, or does not any more, so that one who was
 * made an approver without knowing learns of it. Carries no link: nothing is to be pressed.
 */
export function composeApproverMail(mail: ApproverMail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail.language).mails;
  const organization = oneLine(mail.organizationName);
  const hello = words.hello(oneName(mail.personName));
  const changed = words.approverChosen[mail.change];
  const told = changed.told(organization, oneLine(mail.companyName));
  const next = words.approverChosen.next(organization);
  const parts = [hello, told, next, organization];
  const paragraphs = html`<p>${hello}</p><p>${told}</p><p>${next}</p><p>${organization}</p>`;
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
