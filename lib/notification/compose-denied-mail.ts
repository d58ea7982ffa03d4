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
  return compose({ subject, heading: "Do not proceed", said, advice, frozen, mail });
}

/** Tells a technician that somebody was told the phrase of a question that is over. */
export function composeLatePhraseMail(mail: Omit<DeniedMail, "isWrongPhrase" | "isFrozen">): {
  subject: string;
  text: string;
  html: string;
} {
  const ticket = oneLine(mail.ticketNumber);
  const subject = `The phrase of ${ticket} was used after the end`;
  const said = `Somebody typed the phrase of ticket ${ticket} on the public page, after its verification had ended.`;
  const advice =
    "If you are not on the phone with this person now, somebody uses your words: call the person on a number you knew before, and tell your security people.";
  return compose({ subject, heading: "Somebody may call in your name", said, advice, frozen: "", mail });
}

type Parts = { subject: string; heading: string; said: string; advice: string; frozen: string; mail: DeniedMail };

function compose({ subject, heading, said, advice, frozen, mail }: Parts): { subject: string; text: string; html: string } {
  const text = [said, "", advice, ...(frozen === "" ? [] : ["", frozen]), "", `What happened: ${mail.url}`, `Receipt ${mail.receipt}`].join(
    "\n",
  );
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<p style="margin:0 0 12px;font-size:18px;font-weight:600;color:#b11722">${heading}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${said}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${advice} ${frozen}</p>
<p style="margin:0 0 12px;font-size:14px"><a href="${mail.url}">What happened</a></p>
<p style="margin:0;font-size:14px;color:#5a6478">Receipt ${mail.receipt}, ${oneLine(mail.organizationName)}</p>
</body>
</html>`;
  return { subject, text, html: page.markup };
}
