import type { Language } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { type Html, html, oneLine, oneName } from "./html.ts";
import { composeSender } from "./mail-sender.ts";

export type ApprovalMail = {
  /** The language it is written in. */
  language: Language;
  link: string;
  approverName: string;
  organizationName: string;
  companyName: string | null;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
  /** How sure the organization wants to be. */
  strengthAsked: "weak" | "fair" | "good" | "best";
};

/**
 * The mail that asks an approver, as text and as HTML with the same words. Of the ticket it has the number only: its text is
 * whatever its author wrote. The number to be typed is not in it, since the approver must hear it from the requester.
 */
export function composeApprovalMail(mail: ApprovalMail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail.language).mails;
  const { approval } = words;
  const organization = oneLine(mail.organizationName);
  const { signature, head } = composeSender(mail);
  const requester = mail.requesterName ? oneLine(mail.requesterName) : approval.somebody;
  const asks = words.asks(oneName(mail.technicianName), organization);
  const ticket = oneLine(mail.ticketNumber);
  const shown = {
    lang: words.lang,
    organization,
    head,
    hello: words.hello(oneLine(mail.approverName)),
    asked: approval.asked(requester, ticket, asks),
    sure: approval.sure[mail.strengthAsked],
    call: approval.call(requester),
    button: approval.button,
    notRight: approval.notRight,
    never: approval.never,
    link: mail.link,
  };
  return {
    subject: approval.subject(organization, ticket, requester),
    text: [
      ...[shown.hello, "", shown.asked, "", shown.sure, "", shown.call, "", approval.here, shown.link],
      ...["", shown.notRight, "", shown.never, "", signature],
    ].join("\n"),
    html: page(shown).markup,
  };
}

type Shown = Record<"lang" | "button" | "organization" | "hello" | "asked" | "sure" | "call" | "notRight" | "never" | "link", string> & {
  head: Html;
};

// Mail programs ignore style sheets, so each element carries its own; colours hold on light and on inverted grounds.
function page({ lang, button, organization, head, hello, asked, sure, call, notRight, never, link }: Shown): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
${head}
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${sure}</p>
<p style="margin:0 0 20px;font-size:16px;line-height:24px">${call}</p>
<p style="margin:0 0 20px"><a href="${link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">${button}</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${notRight}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${never}</p>
</div>
</body>
</html>`;
}
