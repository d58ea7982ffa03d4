import { html, oneLine } from "./html.ts";

export type DeniedMail = {
  organizationName: string;
  requesterName: string | null;
  ticketNumber: string;
  receipt: string;
  url: string;
  isWrongPhrase?: boolean;
  isFrozen?: boolean;
};

/** Tells a technician that the person named on the ticket did not ask. */
export function composeDeniedMail(mail: DeniedMail): { subject: string; text: string; html: string } {
  const who = mail.requesterName ? oneLine(mail.requesterName) : "The person named on the ticket";
  const ticket = oneLine(mail.ticketNumber);
  const said = mail.isWrongPhrase
    ? `${who} was called about ticket ${ticket} by somebody who did not know the phrase.`
    : `${who} said “This was not me” about ticket ${ticket}.`;
  const advice = mail.isWrongPhrase
    ? "Do not proceed. Somebody calls people in your name: tell your security people, and call this person on a number you knew before."
    : "Do not proceed. If somebody is on the phone about it, end the call.";
  const subject = mail.isWrongPhrase
    ? `Do not proceed: somebody calls about ${ticket} in your name`
    : `Do not proceed: ${ticket} was denied`;
  const frozen = mail.isFrozen
    ? "It was not the first time: nobody is asked in this name, for any ticket, until a lead lifts the freeze."
    : "";
  const text = [said, "", advice, ...(frozen === "" ? [] : ["", frozen]), "", `What happened: ${mail.url}`, `Receipt ${mail.receipt}`].join(
    "\n",
  );
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<p style="margin:0 0 12px;font-size:18px;font-weight:600;color:#b11722">Do not proceed</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${said}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${advice} ${frozen}</p>
<p style="margin:0 0 12px;font-size:14px"><a href="${mail.url}">What happened</a></p>
<p style="margin:0;font-size:14px;color:#5a6478">Receipt ${mail.receipt}, ${oneLine(mail.organizationName)}</p>
</body>
</html>`;
  return { subject, text, html: page.markup };
}
