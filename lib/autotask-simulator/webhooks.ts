import { type Changes, defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import type { Actor, Row, Tenant } from "./model.ts";
import { refusal } from "./rest/refusal.ts";
import { listRows, removeRow } from "./tenant.ts";
import { TICKET_WEBHOOK_CHILDREN } from "./webhook-children.ts";

const CALLOUTS = ["isSubscribedToCreateEvents", "isSubscribedToUpdateEvents", "isSubscribedToDeleteEvents"];

/** Fields as in the vendor sample fixtures/TicketWebhooks.entityInformation.fields.json; the GUID's spelling on rows is the Swagger's. */
export const TICKET_WEBHOOKS = defineEntity({
  name: "TicketWebhooks",
  singular: "TicketWebhook",
  permission: "Webhooks",
  fields: parseFields(`
    deactivationUrl string(500) required
    id long required readonly
    isActive boolean required
    isReady boolean
    isSubscribedToCreateEvents boolean
    isSubscribedToDeleteEvents boolean
    isSubscribedToUpdateEvents boolean
    name string(50) required
    notificationEmailAddress string(150)
    ownerResourceID integer readonly ref=Resource
    secretKey string(64) required
    sendThresholdExceededNotification boolean required
    webhookGUID string(100) readonly
    webhookUrl string(500) required
  `),
  topMethods: ["POST", "PUT", "PATCH"],
  itemMethods: ["GET", "DELETE"],
  beforeWrite: prepareWebhook,
  afterWrite: (actor, { row, previous }) => {
    if (previous?.isActive === true && row.isActive === false) actor.webhookDeactivated(structuredClone(row));
  },
  beforeDelete: (actor, row) => {
    if (row.isActive === true) actor.webhookDeactivated(structuredClone(row));
    for (const child of TICKET_WEBHOOK_CHILDREN) {
      for (const each of listRows(actor.tenant, child.name).filter((one) => one.webhookID === row.id)) {
        removeRow(actor.tenant, child.name, each.id);
      }
    }
  },
  present: (actor, row) => ({
    ...row,
    isReady: isReady(actor.tenant, row.id),
    secretKey: actor.tenant.behaviour.echoSecretKey ? (row.secretKey ?? null) : null,
  }),
});

function prepareWebhook(actor: Actor, write: { row: Row; previous: Row | null; given: Changes }): void {
  const { row, previous } = write;
  if (previous === null) {
    assertUnderLimit(actor);
    row.ownerResourceID = actor.resourceId;
    row.webhookGUID = crypto.randomUUID();
  }
  for (const callout of CALLOUTS) row[callout] ??= false;
  row.isReady = false;
  if (row.webhookUrl !== previous?.webhookUrl) assertUrl("webhookUrl", row.webhookUrl);
  if (row.deactivationUrl !== previous?.deactivationUrl) assertUrl("deactivationUrl", row.deactivationUrl);
  assertNoDuplicate(actor.tenant, row);
}

/** The limit is documented, its wording was not found: a guess. */
function assertUnderLimit(actor: Actor): void {
  const owned = listRows(actor.tenant, "TicketWebhooks").filter((webhook) => webhook.ownerResourceID === actor.resourceId);
  if (owned.length < actor.level.webhooks.max) return;
  throw refusal("The logged in Resource has reached the maximum number of webhooks allowed by its security level.");
}

/** https on port 443. Loopback addresses may use http and any port: a concession to demo and tests. */
export function isCallable(url: unknown): boolean {
  if (typeof url !== "string" || !URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  if (isLoopback) return protocol === "http:" || protocol === "https:";
  return protocol === "https:" && (port === "" || port === "443");
}

function assertUrl(name: string, url: unknown): void {
  if (url !== null && !isCallable(url)) throw refusal(`${name} must be a valid https URL.`);
}

/** Same entity, URL and callout type: inactive webhooks and other owners' count too (documented; wording is a guess). */
function assertNoDuplicate(tenant: Tenant, row: Row): void {
  const isDuplicate = listRows(tenant, "TicketWebhooks").some(
    (other) => other.id !== row.id && other.webhookUrl === row.webhookUrl && CALLOUTS.some((callout) => other[callout] && row[callout]),
  );
  if (isDuplicate) throw refusal("A webhook with the same entity, URL and callout type already exists.");
}

/** At least one field or UDF field, of either kind. */
export function isReady(tenant: Tenant, webhookId: number): boolean {
  const latest = Date.now() - tenant.behaviour.readyDelayMs;
  return ["TicketWebhookFields", "TicketWebhookUdfFields"].some((name) =>
    listRows(tenant, name).some((field) => field.webhookID === webhookId && (tenant.counters[`${name} ${field.id} since`] ?? 0) <= latest),
  );
}
