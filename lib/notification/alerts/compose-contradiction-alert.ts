import { oneLine } from "../html.ts";
import type { AlertText } from "./compose-alert.ts";

type Contradicted = {
  organization: { name: string; slug: string };
  appUrl: URL;
  verification: { id: string; receipt: string; ticket: { number: string } };
};

/** What an alert says of a service that contradicts an outcome: what happened, what it means, what to do. Names no requester. */
export function composeContradictionAlert({ organization, appUrl, verification }: Contradicted): AlertText {
  const { id, receipt, ticket } = verification;
  return {
    title: "A verification service contradicts an outcome",
    paragraphs: [
      "After a verification had its answer, the service said the opposite of it, in a message that it signed.",
      "The outcome stands as it was. One of the two is wrong: the service made a mistake, or somebody holds its secret, or more than one person answered.",
      "Open the verification, ask the service about its receipt, and call the contact on a number that you knew before.",
    ],
    facts: [
      ["Ticket", oneLine(ticket.number)],
      ["Receipt", receipt],
    ],
    link: { label: "Open the verification", url: new URL(`/${organization.slug}/verifications/${id}`, appUrl).href },
    organizationName: oneLine(organization.name),
    tone: "trouble",
  };
}
