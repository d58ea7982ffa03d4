import type { AlertText } from "./alerts/compose-alert.ts";
import { html, oneLine } from "./html.ts";

export type CallWaits = { organizationName: string; requesterName: string | null; ticketNumber: string; url: string };

/** Tells whoever can call that somebody waits for a call-back. The number is not in it: it is shown on the page, to one member, and audited. */
export function composeCallWaits({ organizationName, requesterName, ticketNumber, url }: CallWaits) {
  const who = requesterName ? oneLine(requesterName) : "A requester";
  const ticket = oneLine(ticketNumber);
  const title = `${who} waits for a call about ${ticket}`;
  const said = `${who} can be proven by a call to the number on file. Nobody has looked at it yet.`;
  const todo = "Open the page, have the number shown, and call it. Call no other number, whatever you are told.";
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body style="margin:0;padding:24px 16px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<p style="margin:0 0 12px;font-size:18px;font-weight:600">${title}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${said}</p>
<p style="margin:0 0 16px;font-size:16px;line-height:24px">${todo}</p>
<p style="margin:0;font-size:14px"><a href="${url}">Open the page and call</a>, ${oneLine(organizationName)}</p>
</body>
</html>`;
  const chat: AlertText = {
    ...{ title, organizationName, tone: "neutral" as const, paragraphs: [said, todo], facts: [["Ticket", ticket]] },
    link: { label: "Open the page and call", url },
  };
  return { mail: { subject: title, text: [said, "", todo, "", url].join("\n"), html: page.markup }, chat };
}
