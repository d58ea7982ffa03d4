import { type Html, html, oneLine } from "./html.ts";

export type LinkMail = {
  link: string;
  organizationName: string;
  timeZone?: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * The mail with the link alone, for methods whose proof is not in the mail, as text and as HTML with the same words. Names
 * the ticket by its number only: the ticket's own text is whatever its author wrote, and an attacker may be its author.
 */
export function composeLinkMail(mail: LinkMail): { subject: string; text: string; html: string } {
  const organization = oneLine(mail.organizationName);
  const asks = mail.technicianName ? `${oneLine(mail.technicianName)} of ${organization}` : organization;
  const hello = mail.requesterName ? `Hello ${oneLine(mail.requesterName)},` : "Hello,";
  const asked = `${asks} received ticket ${oneLine(mail.ticketNumber)} in your name and asks you to confirm that it comes from you.`;
  const notYou = "If you did not ask for anything, open the page and choose “This was not me”. Nothing is changed for you then.";
  const never = "Never give this link to somebody who calls you. Nobody will ask for your password.";
  const text = [hello, "", asked, "", "Confirm it on this page:", mail.link, "", notYou, "", never, "", organization].join("\n");
  return {
    subject: `${organization}: confirm ticket ${oneLine(mail.ticketNumber)}`,
    text,
    html: page({ link: mail.link, hello, asked, notYou, never, organization }).markup,
  };
}

type Words = Record<"hello" | "asked" | "notYou" | "never" | "organization" | "link", string>;

// Mail programs ignore style sheets, so each element carries its own; colours hold on light and on inverted grounds.
function page({ hello, asked, notYou, never, organization, link }: Words): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
<p style="margin:0 0 16px;font-size:16px;font-weight:600">${organization}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 20px"><a href="${link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">Open the page and confirm</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${notYou}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${never}</p>
</div>
</body>
</html>`;
}
