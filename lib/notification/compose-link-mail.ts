import type { Language, Words } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { type Html, html, oneLine, oneName } from "./html.ts";
import { composeSender } from "./mail-sender.ts";

export type LinkMail = {
  /** The language it is written in. */
  language: Language;
  link: string;
  /** What the technician on the phone says before they may be told the code; null: nobody may. */
  phrase: string | null;
  /** With what the person confirms. */
  how: keyof Words["mails"]["link"]["how"];
  organizationName: string;
  companyName: string | null;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * The mail that leads to the page where the person proves it with something of their own. What proves them is not in it, so
 * whoever else reads it has gained nothing. Names the ticket by its number only, as the mail with a code does.
 */
export function composeLinkMail(mail: LinkMail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail.language).mails;
  const organization = oneLine(mail.organizationName);
  const { signature, head } = composeSender(mail);
  const ticket = oneLine(mail.ticketNumber);
  const asks = words.asks(oneName(mail.technicianName), organization);
  const hello = words.hello(oneName(mail.requesterName));
  const asked = words.confirmation.asked(asks, ticket);
  const how = words.link.how[mail.how];
  const { notYou } = words.confirmation;
  // Of these only an app's code can be said.
  const isSayable = mail.how === "totp" && mail.phrase !== null;
  const never = isSayable ? words.code.only(organization, mail.phrase ?? "") : words.confirmation.never;
  const lines = [hello, asked, `${how}\n${mail.link}`, notYou, never, signature];
  return {
    subject: words.confirmation.subject(organization, ticket),
    text: lines.join("\n\n"),
    html: page({ lang: words.lang, button: words.link.button, hello, asked, how, notYou, never, organization, head, link: mail.link })
      .markup,
  };
}

type Shown = Record<"lang" | "button" | "hello" | "asked" | "how" | "notYou" | "never" | "organization" | "link", string> & { head: Html };

// Mail programs ignore style sheets, so each element carries its own; colours hold on light and on inverted grounds.
function page({ lang, button, hello, asked, how, notYou, never, organization, head, link }: Shown): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
${head}
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${how}</p>
<p style="margin:0 0 20px"><a href="${link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">${button}</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${notYou}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${never}</p>
</div>
</body>
</html>`;
}
