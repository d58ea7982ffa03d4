import { html, oneLine } from "./html.ts";

export type AuthenticatorMail = {
  change: "added" | "removed";
  /** "authenticator app" or "passkey". Our words, not foreign text. */
  what: string;
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
  const organization = oneLine(mail.organizationName);
  const hello = mail.personName ? `Hello ${oneLine(mail.personName)},` : "Hello,";
  const at = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: mail.timeZone }).format(mail.at);
  const thing = `${/^[aeiou]/.test(mail.what) ? "An" : "A"} ${mail.what}`;
  const told =
    mail.change === "added"
      ? `${thing} was added with which you can prove to ${organization} that a request comes from you. That was on ${at} (${mail.timeZone}).`
      : `${thing} was removed. It no longer proves to ${organization} that a request comes from you. That was on ${at} (${mail.timeZone}).`;
  const notYou = `Was this not you? Call ${organization} at once, on a number you know.`;
  const parts = [hello, told, notYou, organization];
  const paragraphs = html`<p>${hello}</p><p>${told}</p><p><strong>${notYou}</strong></p><p>${organization}</p>`;
  return {
    subject: `${organization}: ${mail.what} ${mail.change}`,
    text: parts.join("\n\n"),
    html: html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${organization}</title></head>
<body style="margin:0;padding:24px 16px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:24px">${paragraphs}</body>
</html>`.markup,
  };
}
