import { html, oneLine } from "../html.ts";
import type { AlertChannelKind } from "../schema.ts";

export type ChannelGoneMail = { organizationName: string; kind: AlertChannelKind; name: string; url: string };

const says: Record<AlertChannelKind, string> = { mail: "The mail server", slack: "Slack", teams: "Teams" };

/** Tells an owner that no alert channel is left. */
export function composeChannelGoneMail({ organizationName, kind, name, url }: ChannelGoneMail): {
  subject: string;
  text: string;
  html: string;
} {
  const organization = oneLine(organizationName);
  const subject = `${organization}: alerts reach nobody any more`;
  const what = `${says[kind]} says that the webhook of the alert channel “${oneLine(name, 80)}” is gone, so we switched the channel off. It was the last one.`;
  const meaning = "When a connection to Autotask stops working, nobody is told. The connection's page and the overview still show it.";
  const todo = "Make a new webhook and add it, or add an e-mail address:";
  const text = [what, "", meaning, "", todo, url, "", organization].join("\n");
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<p style="margin:0 0 12px;font-size:18px;font-weight:600">Alerts reach nobody any more</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${what}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">${meaning}</p>
<p style="margin:0 0 12px;font-size:16px;line-height:24px">Make a new webhook and add it, or add an e-mail address. <a href="${url}">Open the settings</a></p>
<p style="margin:0;font-size:14px;color:#5a6478">${organization}</p>
</body>
</html>`;
  return { subject, text, html: page.markup };
}
