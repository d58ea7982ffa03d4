import { type Html, html } from "../html.ts";
import type { AlertText } from "./compose-alert.ts";

const toneColour: Record<AlertText["tone"], string> = { trouble: "#8a5200", good: "#14663a", neutral: "#1a2238" };

/** An alert as a mail, as text and as HTML with the same words. */
export function composeAlertMail(alert: AlertText): { subject: string; text: string; html: string } {
  const { title, paragraphs, facts, link, organizationName, tone } = alert;
  const why = `You get this because this address is an alert channel of ${organizationName} in Countersign.`;
  const text = [
    title,
    "",
    ...facts.map(([term, value]) => `${term}: ${value}`),
    "",
    ...paragraphs.flatMap((paragraph) => [paragraph, ""]),
    `${link.label}:`,
    link.url,
    "",
    why,
  ].join("\n");
  const rows = joined(
    facts.map(
      ([term, value]) =>
        html`<tr><td style="padding:0 16px 4px 0;color:#5a6478">${term}</td><td style="padding:0 0 4px">${value}</td></tr>`,
    ),
  );
  const sentences = joined(
    paragraphs.map((paragraph) => html`<p style="margin:0 0 12px;font-size:16px;line-height:24px">${paragraph}</p>`),
  );
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7fa;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;color:#1a2238">
<div style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #d7dce5;border-radius:8px;padding:24px">
<p style="margin:0 0 12px;font-size:18px;line-height:26px;font-weight:600;color:${toneColour[tone]}">${title}</p>
<table role="presentation" style="margin:0 0 16px;font-size:14px;line-height:20px;border-collapse:collapse">${rows}</table>
${sentences}
<p style="margin:8px 0 20px"><a href="${link.url}" style="display:inline-block;background:#27489a;color:#ffffff;text-decoration:none;font-size:16px;font-weight:600;padding:14px 20px;border-radius:8px">${link.label}</a></p>
<p style="margin:0;font-size:14px;line-height:21px;color:#5a6478">${why}</p>
</div>
</body>
</html>`;
  return { subject: title, text, html: page.markup };
}

function joined(parts: readonly Html[]): Html {
  return { markup: parts.map(({ markup }) => markup).join("\n") };
}
