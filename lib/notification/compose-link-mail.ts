import { type Html, html, oneLine } from "./html.ts";

export type LinkMail = {
  link: string;
  /** With what the person confirms: "your passkey". Our words, not foreign text. */
  how: string;
  organizationName: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
};

/**
 * The mail that leads to the page where the person proves it with something of their own. What proves them is not in it, so
 * whoever else reads it has gained nothing. Names the ticket by its number only, as the mail with a code does.
 */
export function composeLinkMail(mail: LinkMail): { subject: string; text: string; html: string } {
  const organization = oneLine(mail.organizationName);
  const asks = mail.technicianName ? `${oneLine(mail.technicianName)} of ${organization}` : organization;
  const hello = mail.requesterName ? `Hello ${oneLine(mail.requesterName)},` : "Hello,";
  const asked = `${asks} received ticket ${oneLine(mail.ticketNumber)} in your name and asks you to confirm that it comes from you.`;
  const how = `Confirm it with ${mail.how} on this page:`;
  const notYou = "If you did not ask for anything, open the page and choose “This was not me”. Nothing is changed for you then.";
  const never = "Never read a code out to somebody who calls you. Nobody will ask for your password.";
  const lines = [hello, asked, `${how}\n${mail.link}`, notYou, never, organization];
  return {
    subject: `${organization}: confirm ticket ${oneLine(mail.ticketNumber)}`,
    text: lines.join("\n\n"),
    html: page({ hello, asked, how, notYou, never, organization, link: mail.link }).markup,
  };
}

type Words = Record<"hello" | "asked" | "how" | "notYou" | "never" | "organization" | "link", string>;

// Mail programs ignore style sheets, so each element carries its own; colours hold on light and on inverted grounds.
function page({ hello, asked, how, notYou, never, organization, link }: Words): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
<p style="margin:0 0 16px;font-size:16px;font-weight:600">${organization}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${how}</p>
<p style="margin:0 0 20px"><a href="${link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">Open the page and confirm</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${notYou}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${never}</p>
</div>
</body>
</html>`;
}
