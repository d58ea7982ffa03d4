import type { Language } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { type Html, html, oneLine, oneName } from "./html.ts";

export type Sender = {
  language: Language;
  organizationName: string;
  /** The company of the person who is asked, as its people call it. */
  companyName: string | null;
};

/**
 * Who writes, and to whose people: above the HTML of a mail and under its text. Names only. A picture in a mail would be
 * fetched by whatever scans the mailbox, and anybody can put one into theirs.
 */
export function composeSender({ language, organizationName, companyName }: Sender): { signature: string; head: Html } {
  const organization = oneLine(organizationName);
  const company = oneName(companyName);
  if (company === null) {
    return { signature: organization, head: html`<p style="margin:0 0 16px;font-size:16px;font-weight:600">${organization}</p>` };
  }
  const role = wordsOf(language).requester.roleLineOf(company);
  return {
    signature: `${organization}\n${role}`,
    head: html`<p style="margin:0;font-size:16px;font-weight:600">${organization}</p>
<p style="margin:0 0 16px;font-size:14px;line-height:21px;color:#5a6478">${role}</p>`,
  };
}
