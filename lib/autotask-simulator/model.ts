/** The shapes of everything the simulator remembers. All of it is plain JSON, so that a state file is one `JSON.stringify`. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Row = { id: number; [field: string]: Json };
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type PicklistValue = {
  value: string;
  label: string;
  isDefaultValue: boolean;
  sortOrder: number;
  parentValue: string;
  isActive: boolean;
  isSystem: boolean;
};

export type UdfDefinition = {
  id: number;
  name: string;
  label: string;
  type: "string" | "integer" | "double" | "datetime";
  length: number;
  description: string;
  isReadOnly: boolean;
  picklistValues: PicklistValue[] | null;
};

/** The wire words of `userAccessFor*`. "Restricted" grants the action; which rows it would hide is not simulated. */
export type AccessLevel = "None" | "All" | "Restricted";
export type ObjectAccess = { view: AccessLevel; add: AccessLevel; edit: AccessLevel; delete: AccessLevel };

export type SecurityLevel = {
  id: number;
  name: string;
  /** "Web Services API" access of the level; without it every call is a 401. */
  webServices: boolean;
  /** By permission object: Tickets, TicketNotes, Contacts, Companies, ConfigurationItems, Resources, TimeEntries, Webhooks, Admin. */
  access: Record<string, ObjectAccess>;
  /** "Can create WebHooks", and how many. */
  webhooks: { canCreate: boolean; max: number };
  canEditUdfs: boolean;
  canImpersonateContactsInNotes: boolean;
  /** Entities on which this (API) level may add or edit as somebody else. */
  impersonation: { add: string[]; edit: string[] };
  /** A technician's level: "Allow impersonation of resources with this security level". */
  allowsImpersonation: boolean;
};

export type ApiUser = {
  username: string;
  secret: string;
  email: string;
  trackingIdentifier: string;
  resourceId: number;
  securityLevelId: number;
  isApiOnly: boolean;
  isActive: boolean;
  isLocked: boolean;
  failedTries: number;
};

export type DeliveryState = "waiting" | "delivered" | "dropped" | "suppressed" | "cancelled";
export type DeliveryAttempt = { at: string; status: number | null; error: string | null; durationMs: number };
export type Delivery = {
  id: number;
  webhookId: number;
  url: string;
  action: string;
  entityId: number;
  sequence: number;
  body: string;
  /** Value of X-Hook-Signature, or null for an unsigned call. */
  signature: string | null;
  state: DeliveryState;
  attempts: DeliveryAttempt[];
};

/** Switches of one tenant: where sources about Autotask disagree, or where a test needs another world. See README. */
export type Behaviour = {
  badIntegrationCode: "401" | "500";
  /** The origin that the zone look-up names instead of the zone's own, `https://host:port`; empty: the zone's own. */
  namedOrigin: string;
  lockAfterFailures: number;
  missingItem: "404" | "null";
  threadLimit: number;
  threadLimitStatus: 429 | 500;
  hourlyLimit: number;
  hourlyLimitStatus: 429 | 500;
  /** Calls of this hour that other integrations of the database made: they count like those that came here. */
  callsByOthers: number;
  /** Seconds in a Retry-After header on 429 answers; 0 sends none. */
  retryAfterSeconds: number;
  latencyMs: number;
  /** Added per call at 50 % and 75 % of the hourly threshold, as documented. */
  usageLatency: boolean;
  dateSuffix: "Z" | "none";
  refuseNulls: boolean;
  requiredTicketFields: string[];
  readyDelayMs: number;
  echoSecretKey: boolean;
  payloadGuid: "webhook" | "event";
  payloadPersonKey: "PersonID" | "PersonId";
  payloadFields: "object" | "array";
  payloadValues: "id" | "label";
  signDeactivation: boolean;
  suppressDeliveries: boolean;
  /** How many extra times each delivery is sent. */
  duplicateDeliveries: number;
  /** Hold events until this many wait, then send them newest first; 0 keeps order. */
  reorderDeliveries: number;
  deliveryTimeoutMs: number;
  retryDelayMs: number;
  attemptsPerDelivery: number;
  failuresBeforeShutOff: number;
};

export type Tenant = {
  key: string;
  name: string;
  ci: number;
  zone: string;
  rows: Record<string, Row[]>;
  counters: Record<string, number>;
  picklists: Record<string, PicklistValue[]>;
  ticketUdfs: UdfDefinition[];
  securityLevels: SecurityLevel[];
  apiUsers: ApiUser[];
  behaviour: Behaviour;
  deliveries: Delivery[];
  /** Dropped callouts in a row, by webhook id. */
  failuresInARow: Record<string, number>;
  /** When each call of the last hour came, in milliseconds. */
  calls: number[];
  failedCalls: number;
};

export type TicketEvent = {
  action: "Create" | "Update" | "Delete";
  ticket: Row;
  /** Names of the fields that changed; empty for Create and Delete. */
  changed: string[];
  /** Resource or contact who acted, and the API user behind an impersonated call. */
  personId: number;
};

/** One call (or one human action) being carried out on a tenant. */
export type Actor = {
  tenant: Tenant;
  level: SecurityLevel;
  /** Resource the change is booked on. */
  resourceId: number;
  /** The API user when it acts as somebody else. */
  impersonatorId: number | null;
  publish: (event: TicketEvent) => void;
  webhookDeactivated: (webhook: Row) => void;
};
