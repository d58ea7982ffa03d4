import { type Html, html, oneLine } from "./html.ts";

export type ApprovalMail = {
  link: string;
  approverName: string;
  organizationName: string;
  requesterName: string | null;
  technicianName: string | null;
  ticketNumber: string;
  /** How sure the organization wants to be. */
  strengthAsked: "weak" | "fair" | "good" | "best";
};

const sureness: Record<ApprovalMail["strengthAsked"], string> = {
  weak: "It is an everyday request.",
  fair: "It is a request that needs more than an everyday check.",
  good: "It is a request that can open an account, such as a new password or a new phone for sign-in.",
  best: "It is a request that touches a privileged account or a payment.",
};

/**
 * The mail that asks an approver, as text and as HTML with the same words. Of the ticket it has the number only: its text is
 * whatever its author wrote. The number to be typed is not in it, since the approver must hear it from the requester.
 */
export function composeApprovalMail(mail: ApprovalMail): { subject: string; text: string; html: string } {
  const organization = oneLine(mail.organizationName);
  const requester = mail.requesterName ? oneLine(mail.requesterName) : "A colleague";
  const asks = mail.technicianName ? `${oneLine(mail.technicianName)} of ${organization}` : organization;
  const ticket = oneLine(mail.ticketNumber);
  const words = {
    organization,
    hello: `Hello ${oneLine(mail.approverName)},`,
    asked: `${requester} asked for help in ticket ${ticket}. ${asks} wants to know from you whether the request is right.`,
    sure: sureness[mail.strengthAsked],
    call: `Speak to ${requester} first, on a number you know. They have a number of two digits for you; you type it on the page.`,
    notRight: "If nobody tells you a number, or it is not right, open the page and choose “This is not right”.",
    never: "Nobody will ask for your password, and nobody but they can give you the number.",
    link: mail.link,
  };
  return {
    subject: `${organization}: is ticket ${ticket} of ${requester} right?`,
    text: [
      ...[words.hello, "", words.asked, "", words.sure, "", words.call, "", "Answer on this page:", words.link],
      ...["", words.notRight, "", words.never, "", organization],
    ].join("\n"),
    html: page(words).markup,
  };
}

type Words = Record<"organization" | "hello" | "asked" | "sure" | "call" | "notRight" | "never" | "link", string>;

// Mail programs ignore style sheets, so each element carries its own; colours hold on light and on inverted grounds.
function page({ organization, hello, asked, sure, call, notRight, never, link }: Words): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
<p style="margin:0 0 16px;font-size:16px;font-weight:600">${organization}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${hello}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${asked}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${sure}</p>
<p style="margin:0 0 20px;font-size:16px;line-height:24px">${call}</p>
<p style="margin:0 0 20px"><a href="${link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">Open the page and answer</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${notRight}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${never}</p>
</div>
</body>
</html>`;
}
