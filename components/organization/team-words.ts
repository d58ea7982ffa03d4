import type { OpenInvitation, TeamRole } from "@/lib/organization/schema.ts";

/** What a role is called, and what those who have it do, in a sentence. */
export const roleWords: Record<TeamRole, { name: string; article: "a" | "an"; may: string }> = {
  owner: { name: "Owner", article: "an", may: "Owners do everything, and only they make other owners." },
  admin: { name: "Admin", article: "an", may: "Admins connect Autotask, change settings and manage the team." },
  lead: {
    name: "Lead",
    article: "a",
    may: "Leads do what technicians do, and decide where proof is not to be had.",
  },
  technician: { name: "Technician", article: "a", may: "Technicians read everything, start and cancel verifications." },
  auditor: { name: "Auditor", article: "an", may: "Auditors read everything and change nothing." },
};

const order = ["admin", "lead", "technician", "auditor"] as const;

/** The roles that somebody may give. */
export function rolesToGive(mayEditOwners: boolean): TeamRole[] {
  return mayEditOwners ? ["owner", ...order] : [...order];
}

export const invitationWords: Record<OpenInvitation["state"], string> = {
  sending: "The mail is on its way",
  sent: "Mail sent",
  refused: "The mail server refused this address",
  expired: "Expired",
};

export type TeamCode =
  | "organization.owners_only"
  | "organization.own_role"
  | "organization.last_owner"
  | "organization.already_member"
  | "organization.already_invited";

export const teamText: Record<TeamCode, string> = {
  "organization.owners_only": "Only an owner makes, invites, changes or removes owners. Ask one of them.",
  "organization.own_role": "Nobody changes their own role. Ask another owner or admin.",
  "organization.last_owner": "This is the only owner, and one has to stay. Make somebody else an owner first.",
  "organization.already_member": "This person is in the team already. Change their role in the list.",
  "organization.already_invited": "This address has an open invitation. Send that one again, or revoke it first.",
};
