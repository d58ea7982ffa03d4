import { html, oneLine } from "./html.ts";

export type InvitationMail = {
  link: string;
  expiresAt: Date;
  /** owner, admin, technician or auditor. */
  role: string;
  invitedByName: string | null;
  organizationName: string;
  timeZone: string;
};

/** Asks somebody to join a team, as text and as HTML with the same words. */
export function composeInvitationMail(mail: InvitationMail): { subject: string; text: string; html: string } {
  const organization = oneLine(mail.organizationName);
  const who = mail.invitedByName ? `${oneLine(mail.invitedByName)} of ${organization}` : organization;
  const invites = `${who} invites you to Countersign, where they see who asks for help and whether it is them. Your role: ${mail.role}.`;
  const until = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: mail.timeZone,
  }).format(mail.expiresAt);
  const works = `The link works once, until ${until} (${mail.timeZone}), and only for this address.`;
  const unexpected = "You did not expect this? Do nothing: without the link nobody joins in your name. Do not pass it on.";
  const subject = `${organization}: join the team on Countersign`;
  const text = [invites, "", "Join here:", mail.link, "", works, "", unexpected].join("\n");
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:480px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
<p style="margin:0 0 16px;font-size:16px;font-weight:600">${organization}</p>
<p style="margin:0 0 20px;font-size:16px;line-height:24px">${invites}</p>
<p style="margin:0 0 20px"><a href="${mail.link}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">Join ${organization}</a></p>
<p style="margin:0 0 12px;font-size:14px;line-height:21px">${works}</p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${unexpected}</p>
</div>
</body>
</html>`;
  return { subject, text, html: page.markup };
}
