import { oneLine, oneName } from "../html.ts";
import type { AlertText } from "./compose-alert.ts";

export type DenialSource = {
  kind: "denied" | "wrong_phrase" | "late_phrase" | "frozen";
  organization: { name: string; slug: string };
  appUrl: URL;
  verification: {
    id: string;
    receipt: string;
    reason: string | null;
    requesterName: string | null;
    companyName: string | null;
    ticket: { number: string; technicianName: string | null };
  };
  /** Of a freeze: who decided it. Null: the second signal did. */
  frozenByName?: string | null;
};

/**
 * What an alert says of a request that somebody did not make, or of a call in the organization's name: who, which company,
 * which ticket, what to do now, and where. Holds no address, no number and no word of a phrase.
 */
export function composeDenialAlert(source: DenialSource): AlertText {
  const { organization, appUrl, verification } = source;
  const { id, receipt, companyName, requesterName, ticket } = verification;
  const facts = [
    ["Ticket", oneLine(ticket.number)],
    ["Requester", oneName(requesterName)],
    ["Company", oneName(companyName)],
    ["Technician", oneName(ticket.technicianName) ?? "Nobody has taken the ticket"],
    ["Receipt", receipt],
  ] as const;
  return {
    ...saying(source),
    facts: facts.flatMap(([term, value]) => (value === null ? [] : [[term, value] as const])),
    link: { label: "Open the verification", url: new URL(`/${organization.slug}/verifications/${id}`, appUrl).href },
    organizationName: oneLine(organization.name),
    tone: "trouble",
  };
}

const callThem = "call this person on a number that you knew before";

function saying({ kind, verification, frozenByName }: DenialSource): Pick<AlertText, "title" | "paragraphs"> {
  const ticket = oneLine(verification.ticket.number);
  const name = oneName(verification.requesterName);
  const company = oneName(verification.companyName);
  const of = company === null ? "" : ` of ${company}`;
  const who = name === null ? "The person named on the ticket" : `${name}${of}`;
  if (kind === "wrong_phrase") {
    return {
      title: `Do not proceed: somebody calls about ${ticket} in your name`,
      paragraphs: [
        `${who} was called by somebody who did not know the phrase, and stopped the request.`,
        "Do nothing that the ticket asks for.",
        `Tell your security people, warn your technicians, and ${callThem}.`,
      ],
    };
  }
  if (kind === "late_phrase") {
    return {
      title: `The phrase of ${ticket} was used after the end`,
      paragraphs: [
        "Somebody typed the phrase of this ticket on the public page, after its verification had ended.",
        `If none of you is on the phone with this person now, somebody uses your words: ${callThem}, and tell your security people.`,
      ],
    };
  }
  if (kind === "frozen") {
    return {
      title: `Frozen: nobody is asked in the name of ${name ?? "this person"}`,
      paragraphs: [
        `${frozenByName ? oneLine(frozenByName) : "Two denials, or a denial and a failure,"} froze ${name === null ? "the person named on the ticket" : who}.`,
        "What was open in this name ends, and new tickets are not asked. Do nothing that they ask for.",
        `Tell your security people, and ${callThem}. A lead lifts the freeze on the verification's page, with a reason.`,
      ],
    };
  }
  const isByApprover = verification.reason === "verification.approver_denied";
  return {
    title: `Do not proceed: ${ticket} was denied`,
    paragraphs: [
      isByApprover
        ? `The approver${of} said that this request${name === null ? "" : ` of ${name}`} is not right.`
        : `${who} said “This was not me”.`,
      "Do nothing that the ticket asks for. If somebody is on the phone about it, end the call.",
      `Tell whoever works on it, and ${isByApprover ? "call the approver on a number that you knew before" : callThem}.`,
    ],
  };
}
