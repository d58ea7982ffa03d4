import type { PicklistValue, UdfDefinition } from "../model.ts";
import { TICKET_WEBHOOK_FIELD_IDS } from "./webhook-field-ids.ts";

type Entry = [value: number, label: string, flags?: string, parent?: number];

/** Flags: `s` system, `d` default, `x` inactive. Order of the list is the sort order, ids deliberately are not. */
function picklist(entries: Entry[]): PicklistValue[] {
  return entries.map(([value, label, flags = "", parent], index) => ({
    value: String(value),
    label,
    isDefaultValue: flags.includes("d"),
    sortOrder: index + 1,
    parentValue: parent === undefined ? "" : String(parent),
    isActive: !flags.includes("x"),
    isSystem: flags.includes("s"),
  }));
}

export const UDF_IDS = { verified: 29_682_851, outcome: 29_682_852, asset: 29_682_853 };

/** Picklists of a believable tenant: only status 1 and 5 are the system's, everything else is the tenant's own. */
export function ticketPicklists(): Record<string, PicklistValue[]> {
  return {
    "Tickets.status": picklist([
      [1, "New", "s"],
      [8, "In Progress"],
      [10, "Scheduled"],
      [7, "Waiting Customer"],
      [19, "Waiting for Verification"],
      [20, "Identity Verified"],
      [21, "Identity Refused"],
      [12, "Waiting Vendor"],
      [11, "Escalate"],
      [5, "Complete", "s"],
      [6, "Waiting Materials (old)", "x"],
    ]),
    "Tickets.priority": picklist([
      [4, "Critical"],
      [1, "High"],
      [2, "Medium"],
      [3, "Low"],
    ]),
    "Tickets.queueID": picklist([
      [5, "Client Portal", "s"],
      [29_682_833, "Level I Support"],
      [29_683_354, "Level II Support"],
      [29_683_378, "Monitoring Alert"],
      [29_683_480, "Security"],
    ]),
    "Tickets.source": picklist([
      [2, "Phone"],
      [4, "Email"],
      [1, "Client Portal", "s"],
      [6, "In Person/Onsite"],
      [8, "Monitoring Alert", "s"],
      [11, "Chat"],
      [13, "API"],
    ]),
    "Tickets.ticketType": picklist([
      [1, "Service Request", "sd"],
      [2, "Incident", "s"],
      [3, "Problem", "s"],
      [4, "Change Request", "s"],
      [5, "Alert", "s"],
    ]),
    "Tickets.ticketCategory": picklist([
      [3, "Standard", "d"],
      [2, "AEM Alert", "s"],
      [101, "Identity Check"],
    ]),
    "Tickets.issueType": picklist([
      [10, "User Access"],
      [2, "Hardware"],
      [11, "Network"],
      [12, "E-mail"],
      [13, "Security"],
    ]),
    "Tickets.subIssueType": picklist([
      [136, "Password", "", 10],
      [137, "MFA Reset", "", 10],
      [138, "New User", "", 10],
      [139, "Laptop", "", 2],
      [140, "Printer", "", 2],
      [141, "VPN", "", 11],
      [142, "Mailbox", "", 12],
      [143, "Suspicious Message", "", 13],
    ]),
    "Tickets.creatorType": picklist([
      [1, "Resource", "s"],
      [2, "Contact", "s"],
    ]),
    "Tickets.lastActivityPersonType": picklist([
      [1, "Resource", "s"],
      [2, "Contact", "s"],
    ]),
    "TicketNotes.noteType": picklist([
      [1, "Task Summary", "s"],
      [2, "Task Detail", "s"],
      [3, "Task Notes", "s"],
      [201, "Identity Verification"],
      [18, "Client Portal Note", "s"],
      [13, "Workflow Rule Note - Task", "sx"],
      [91, "Workflow Rule Action Note", "sx"],
    ]),
    "TicketNotes.publish": picklist([
      [1, "All Autotask Users", "s"],
      [2, "Internal Project Team", "s"],
      [4, "Internal & Co-managed", "s"],
    ]),
    "Companies.companyType": picklist([
      [1, "Customer", "s"],
      [2, "Lead", "s"],
      [3, "Prospect", "s"],
      [6, "Cancelation", "s"],
      [7, "Vendor", "s"],
    ]),
    "Resources.licenseType": picklist([
      [1, "Administrator", "s"],
      [2, "Executive", "s"],
      [3, "Professional", "s"],
      [4, "Team Member", "s"],
      [5, "Time & Attendance Only", "s"],
      [6, "Dashboard User", "s"],
      [7, "API User", "s"],
      [8, "Contractor", "s"],
      [9, "Co-managed Help Desk", "s"],
    ]),
    "TicketWebhookFields.fieldID": picklist(Object.entries(TICKET_WEBHOOK_FIELD_IDS).map(([id, label]): Entry => [Number(id), label, "s"])),
    "TicketWebhookUdfFields.udfFieldID": picklist([
      [UDF_IDS.verified, "Identity verified"],
      [UDF_IDS.outcome, "Verification outcome"],
      [UDF_IDS.asset, "RMM asset"],
    ]),
  };
}

export function ticketUdfs(): UdfDefinition[] {
  const text = { type: "string" as const, length: 8000, isReadOnly: false, picklistValues: null };
  return [
    {
      ...text,
      id: UDF_IDS.verified,
      name: "Identity verified",
      label: "Identity verified",
      description: "How and when the requester was verified",
    },
    {
      ...text,
      id: UDF_IDS.outcome,
      name: "Verification outcome",
      label: "Verification outcome",
      description: "Outcome of the identity check",
      picklistValues: picklist([
        [1, "Passed"],
        [2, "Failed"],
        [3, "Denied"],
        [4, "Expired"],
        [5, "Not possible"],
        [6, "Asked", "x"],
      ]),
    },
    { ...text, id: UDF_IDS.asset, name: "RMM asset", label: "RMM asset", description: "Kept by the monitoring system", isReadOnly: true },
  ];
}
