import { type Changes, defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import type { Actor, Row, Tenant } from "./model.ts";
import { refusal } from "./rest/refusal.ts";
import { listUdfValues } from "./rest/udfs.ts";
import { findRow, listRows, nextNumber, now } from "./tenant.ts";

/** All fields of the official TicketModel. Required ones by live metadata; lengths other than title's are commonly assumed. */
const FIELDS = parseFields(`
  id long required readonly
  apiVendorID integer readonly
  assignedResourceID integer ref=Resource
  assignedResourceRoleID integer ref=Role
  billingCodeID integer
  changeApprovalBoard integer
  changeApprovalStatus integer
  changeApprovalType integer
  changeInfoField1 string(8000)
  changeInfoField2 string(8000)
  changeInfoField3 string(8000)
  changeInfoField4 string(8000)
  changeInfoField5 string(8000)
  companyID integer required ref=Company
  companyLocationID integer
  completedByResourceID integer readonly ref=Resource
  completedDate datetime readonly
  configurationItemID integer
  contactID integer ref=Contact
  contractID integer
  contractServiceBundleID long
  contractServiceID long
  createDate datetime readonly
  createdByContactID integer ref=Contact
  creatorResourceID integer readonly ref=Resource
  creatorType integer readonly hidden picklist
  currentServiceThermometerRating integer
  description string(8000)
  dueDateTime datetime
  estimatedHours double
  externalID string(50)
  firstResponseAssignedResourceID integer readonly
  firstResponseDateTime datetime readonly
  firstResponseDueDateTime datetime
  firstResponseInitiatingResourceID integer readonly
  hoursToBeScheduled double
  impersonatorCreatorResourceID integer readonly ref=Resource
  isAssignedToComanaged boolean
  issueType integer picklist
  isVisibleToComanaged boolean
  lastActivityDate datetime readonly
  lastActivityPersonType integer readonly hidden picklist
  lastActivityResourceID integer readonly ref=Resource
  lastCustomerNotificationDateTime datetime readonly
  lastCustomerVisibleActivityDateTime datetime readonly
  lastTrackedModificationDateTime datetime readonly
  monitorID long
  monitorTypeID integer
  opportunityID integer
  organizationalLevelAssociationID integer
  previousServiceThermometerRating integer
  priority integer required picklist
  problemTicketId integer
  projectID integer
  purchaseOrderNumber string(50)
  queueID integer picklist
  resolution string(32000)
  resolutionPlanDateTime datetime readonly
  resolutionPlanDueDateTime datetime
  resolvedDateTime datetime readonly
  resolvedDueDateTime datetime
  rmaStatus integer
  rmaType integer
  rmmAlertID string(50)
  serviceLevelAgreementHasBeenMet boolean
  serviceLevelAgreementID integer
  serviceLevelAgreementPausedNextEventHours double
  serviceThermometerTemperature integer
  source integer picklist
  status integer required picklist
  subIssueType integer picklist parent=issueType
  ticketCategory integer picklist
  ticketNumber string(50) readonly
  ticketType integer picklist
  title string(255) required
`);

const COMPLETE = 5;
const UNTRACKED = ["lastActivityDate", "lastTrackedModificationDateTime", "lastActivityResourceID", "lastActivityPersonType"];

export const TICKETS = defineEntity({
  name: "Tickets",
  singular: "Ticket",
  permission: "Tickets",
  fields: FIELDS,
  topMethods: ["POST", "PUT", "PATCH"],
  hasUdfs: true,
  supportsWebhooks: true,
  canImpersonate: true,
  beforeWrite: prepareTicket,
  afterWrite: announceTicket,
  present: (actor, row) => ({ ...row, userDefinedFields: listUdfValues(actor, row) }),
});

function prepareTicket(actor: Actor, write: { row: Row; previous: Row | null; given: Changes }): void {
  const { row, previous } = write;
  assertAssignment(actor.tenant, row);
  if (previous === null) stampNewTicket(actor, row);
  const at = now();
  row.lastActivityDate = at;
  row.lastActivityResourceID = actor.resourceId;
  row.lastActivityPersonType = 1;
  if (previous === null || listChanges(row, previous).length > 0) row.lastTrackedModificationDateTime = at;
  stampCompletion(actor, row, previous);
}

function stampNewTicket(actor: Actor, row: Row): void {
  const at = now();
  for (const name of actor.tenant.behaviour.requiredTicketFields) {
    if (row[name] === null || row[name] === undefined) throw refusal(`Missing Required Field: ${name}.`);
  }
  const day = at.slice(0, 10).replaceAll("-", "");
  row.ticketNumber = `T${day}.${String(nextNumber(actor.tenant, `tickets of ${day}`)).padStart(4, "0")}`;
  row.createDate = at;
  row.creatorResourceID = actor.resourceId;
  row.creatorType = row.createdByContactID === null ? 1 : 2;
  row.impersonatorCreatorResourceID = actor.impersonatorId;
}

function stampCompletion(actor: Actor, row: Row, previous: Row | null): void {
  if (row.status === COMPLETE && previous?.status !== COMPLETE) {
    row.completedDate = now();
    row.resolvedDateTime = now();
    row.completedByResourceID = actor.resourceId;
  }
  if (row.status !== COMPLETE && previous?.status === COMPLETE) {
    row.completedDate = null;
    row.completedByResourceID = null;
  }
}

/** Both or neither, a known pair, and never an API-only user. */
function assertAssignment(tenant: Tenant, row: Row): void {
  const [resourceId, roleId] = [row.assignedResourceID ?? null, row.assignedResourceRoleID ?? null];
  if (resourceId === null && roleId === null) return;
  if (resourceId === null || roleId === null) {
    throw refusal("When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.");
  }
  const isPair = listRows(tenant, "ResourceServiceDeskRoles").some(
    (each) => each.resourceID === resourceId && each.roleID === roleId && each.isActive === true,
  );
  if (!isPair || findRow(tenant, "Resources", resourceId)?.licenseType === 7) {
    throw refusal("Reference value on field: assignedResourceID of type: Resource does not exist or is invalid.");
  }
}

/** Names of the fields that differ, UDFs as `udf:<name>`, without those every activity moves. */
function listChanges(row: Row, previous: Row): string[] {
  const names = FIELDS.map((field) => field.name).filter((name) => !UNTRACKED.includes(name) && row[name] !== previous[name]);
  const before = new Map(udfPairs(previous));
  const changedUdfs = udfPairs(row).filter(([name, value]) => before.get(name) !== value);
  return [...names, ...changedUdfs.map(([name]) => `udf:${name}`)];
}

function udfPairs(row: Row): [string, string][] {
  const list = Array.isArray(row.userDefinedFields) ? row.userDefinedFields : [];
  return list.flatMap((udf) =>
    typeof udf === "object" && udf !== null && !Array.isArray(udf) ? [[String(udf.name), JSON.stringify(udf.value ?? null)]] : [],
  );
}

function announceTicket(actor: Actor, write: { row: Row; previous: Row | null }): void {
  const { row, previous } = write;
  const changed = previous === null ? [] : [...listChanges(row, previous), "lastActivityDate", "lastTrackedModificationDateTime"];
  actor.publish({
    action: previous === null ? "Create" : "Update",
    ticket: structuredClone(row),
    changed,
    personId: personOf(actor, row, previous),
  });
}

/** A ticket opened by its contact (mail, portal) names the contact as the person. */
function personOf(actor: Actor, row: Row, previous: Row | null): number {
  return previous === null && typeof row.createdByContactID === "number" ? row.createdByContactID : actor.resourceId;
}

/** Notes and time move lastActivityDate; that alone is an update only for webhooks subscribed to it. */
export function touchTicket(actor: Actor, ticketId: unknown): void {
  const ticket = findRow(actor.tenant, "Tickets", ticketId);
  if (!ticket) return;
  ticket.lastActivityDate = now();
  ticket.lastActivityResourceID = actor.resourceId;
  actor.publish({ action: "Update", ticket: structuredClone(ticket), changed: ["lastActivityDate"], personId: actor.resourceId });
}
