import type { Language } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { html, oneLine, oneName } from "./html.ts";
import { composeSender } from "./mail-sender.ts";

export type NumberMail = {
  /** The language it is written in. */
  language: Language;
  link: string;
  approverName: string;
  organizationName: string;
  companyName: string | null;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/** Tells the requester whom to call, and where their number is shown. The number is not in it. */
export function composeNumberMail(mail: NumberMail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail.language).mails;
  const organization = oneLine(mail.organizationName);
  const { signature, head } = composeSender(mail);
  const approver = oneLine(mail.approverName);
  const asks = words.asks(oneName(mail.technicianName), organization);
  const ticket = oneLine(mail.ticketNumber);
  const hello = words.hello(oneName(mail.requesterName));
  const asked = words.number.asked(asks, ticket, approver);
  const todo = words.number.todo(approver);
  const { notYou } = words.confirmation;
  return {
    subject: words.number.subject(organization, approver, ticket),
    text: [hello, "", asked, "", todo, mail.link, "", notYou, "", signature].join("\n"),
    html: html`<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
${head}
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 20px;font-size:16px;line-height:24px">${todo}</p>
<p style="margin:0 0 20px"><a href="${mail.link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">${words.number.button}</a></p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${notYou}</p>
</div>
</body>
</html>`.markup,
  };
}
