import { oneLine } from "../html.ts";
import { type AlertText, momentIn } from "./compose-alert.ts";

type CampaignSource = {
  organization: { name: string; slug: string; timeZone: string };
  appUrl: URL;
  openedAt: Date;
  /** Failures and denials that belong to it by now. */
  verifications: number;
  /** Over how many companies. */
  companies: number;
  /** What they have in common. */
  common: readonly ("address" | "device" | "number")[];
};

const commonWords = { address: "one address on the internet", device: "one browser", number: "one phone number" };

/** What an alert says of a campaign: what happened, what it means, what to do. Names no requester, no company and no address. */
export function composeCampaignAlert({ organization, appUrl, openedAt, verifications, companies, common }: CampaignSource): AlertText {
  const from = [...common].sort().map((each) => commonWords[each]);
  return {
    title: "Somebody may be trying your clients one after another",
    paragraphs: [
      `${verifications} verifications at ${companies} companies failed or were denied, and have ${from.join(" and ")} in common.`,
      "What comes from there next is marked as suspicious, and with any other signal more is asked or a lead decides. Proof still counts.",
      "Open the campaign: warn the technicians who have these tickets, and call the contacts on the numbers that you know.",
    ],
    facts: [["Since", `${momentIn(organization.timeZone).format(openedAt)} (${organization.timeZone.replaceAll("_", " ")})`]],
    link: { label: "Open the campaign", url: new URL(`/${organization.slug}/campaigns`, appUrl).href },
    organizationName: oneLine(organization.name),
    tone: "trouble",
  };
}
