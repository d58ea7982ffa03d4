import type { Language } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { type Html, html, oneLine, oneName } from "./html.ts";
import { composeSender } from "./mail-sender.ts";

export type CodeMail = {
  /** The language it is written in. */
  language: Language;
  code: string;
  codeExpiresAt: Date;
  link: string;
  /** What the technician on the phone says before they may be told the code; null: nobody may. */
  phrase: string | null;
  organizationName: string;
  companyName: string | null;
  timeZone: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * The mail with the code and the link, as text and as HTML with the same words. Names the ticket by its number only: the
 * ticket's own text is whatever its author wrote, and an attacker may be its author.
 */
export function composeCodeMail(mail: CodeMail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail.language).mails;
  const organization = oneLine(mail.organizationName);
  const { signature, head } = composeSender(mail);
  const ticket = oneLine(mail.ticketNumber);
  const asks = words.asks(oneName(mail.technicianName), organization);
  const hello = words.hello(oneName(mail.requesterName));
  const until = new Intl.DateTimeFormat(words.locale, {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: mail.timeZone,
    timeZoneName: "short",
  }).format(mail.codeExpiresAt);
  const code = `${mail.code.slice(0, 3)} ${mail.code.slice(3)}`;
  const asked = words.confirmation.asked(asks, ticket);
  const { notYou } = words.confirmation;
  const never = mail.phrase === null ? words.code.never : words.code.only(organization, mail.phrase);

  const text = [
    hello,
    "",
    asked,
    "",
    words.code.line(code, until),
    "",
    words.code.here,
    mail.link,
    "",
    notYou,
    "",
    never,
    "",
    signature,
  ].join("\n");

  return {
    subject: words.confirmation.subject(organization, ticket),
    text,
    html: page({
      lang: words.lang,
      link: mail.link,
      hello,
      asked,
      codeIs: words.code.above(until),
      code,
      button: words.code.button,
      notYou,
      never,
      organization,
      head,
    }).markup,
  };
}

type Shown = Record<"lang" | "hello" | "asked" | "codeIs" | "code" | "button" | "notYou" | "never" | "organization" | "link", string> & {
  head: Html;
};

// Mail programs ignore style sheets, so each element carries its own; colours hold on light and on inverted grounds.
function page({ lang, hello, asked, codeIs, code, button, notYou, never, organization, head, link }: Shown): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
${head}
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 4px;font-size:14px;color:#5a6478">${codeIs}</p>
<p style="margin:0 0 20px;font-size:30px;line-height:36px;font-weight:600;letter-spacing:2px;font-family:Consolas,Menlo,monospace">${code}</p>
<p style="margin:0 0 20px"><a href="${link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">${button}</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${notYou}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${never}</p>
</div>
</body>
</html>`;
}
