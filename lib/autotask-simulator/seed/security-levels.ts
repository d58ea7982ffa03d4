import type { AccessLevel, ObjectAccess, SecurityLevel } from "../model.ts";

function access(view: AccessLevel, add: AccessLevel, edit: AccessLevel, remove: AccessLevel): ObjectAccess {
  return { view, add, edit, delete: remove };
}

const FULL = access("All", "All", "All", "All");
const READ = access("All", "None", "None", "None");
const NOTHING = access("None", "None", "None", "None");

/** Rights of every object named in the README: what the built-in "API User (system)" level has. */
function systemAccess(): Record<string, ObjectAccess> {
  return {
    Tickets: access("All", "All", "All", "None"),
    TicketNotes: access("All", "All", "All", "None"),
    Contacts: FULL,
    Companies: access("All", "All", "All", "None"),
    ConfigurationItems: access("All", "All", "All", "None"),
    Resources: READ,
    TimeEntries: FULL,
    Webhooks: FULL,
    Admin: READ,
  };
}

const BASE: Omit<SecurityLevel, "id" | "name" | "access"> = {
  webServices: true,
  webhooks: { canCreate: false, max: 0 },
  canEditUdfs: true,
  canImpersonateContactsInNotes: false,
  impersonation: { add: [], edit: [] },
  allowsImpersonation: false,
};

export const LEVEL_IDS = { countersign: 201, system: 7, readOnly: 202, noAccess: 203, technician: 3 };

export function securityLevels(): SecurityLevel[] {
  const readOnly = Object.fromEntries(Object.keys(systemAccess()).map((name) => [name, READ]));
  const none = Object.fromEntries(Object.keys(systemAccess()).map((name) => [name, NOTHING]));
  return [
    {
      ...BASE,
      id: LEVEL_IDS.countersign,
      name: "Countersign (API-only)",
      access: { ...systemAccess(), Contacts: READ, Companies: READ, ConfigurationItems: READ, Admin: NOTHING },
      webhooks: { canCreate: true, max: 1 },
    },
    { ...BASE, id: LEVEL_IDS.system, name: "API User (system) (API-only)", access: systemAccess() },
    { ...BASE, id: LEVEL_IDS.readOnly, name: "Read only (API-only)", access: readOnly, canEditUdfs: false },
    { ...BASE, id: LEVEL_IDS.noAccess, name: "No objects (API-only)", access: none, canEditUdfs: false },
    {
      ...BASE,
      id: LEVEL_IDS.technician,
      name: "Technician",
      access: systemAccess(),
      webServices: false,
      allowsImpersonation: false,
    },
  ];
}
