import type { Json, Row, Tenant, TicketEvent } from "../model.ts";
import { isObject } from "../rest/query.ts";
import { listRows } from "../tenant.ts";
import { TICKETS } from "../tickets.ts";
import { serialize } from "./signature.ts";

/** Labels of the fieldID picklist that are no ticket field in another casing. */
const OTHER_NAMES: Record<string, string> = { TicketCreateDate: "createDate" };

type Chosen = { label: string; field: string; isUdf: boolean; isSubscribed: boolean; isDisplayAlways: boolean };

/** Fields and UDFs a webhook has chosen, with the name under which they stand in the payload. */
export function listChosen(tenant: Tenant, webhookId: number): Chosen[] {
  const of = (name: string) => listRows(tenant, name).filter((row) => row.webhookID === webhookId);
  const kinds = (row: Row) => ({ isSubscribed: row.isSubscribedField === true, isDisplayAlways: row.isDisplayAlwaysField === true });
  const fields = of("TicketWebhookFields").map((row) => {
    const label = labelOf(tenant, "TicketWebhookFields.fieldID", row.fieldID);
    const name = OTHER_NAMES[label] ?? TICKETS.fields.find((field) => field.name.toLowerCase() === label.toLowerCase())?.name ?? "";
    return { label, field: name, isUdf: false, ...kinds(row) };
  });
  const udfs = of("TicketWebhookUdfFields").map((row) => {
    const label = labelOf(tenant, "TicketWebhookUdfFields.udfFieldID", row.udfFieldID);
    return { label, field: label, isUdf: true, ...kinds(row) };
  });
  return [...fields, ...udfs];
}

function labelOf(tenant: Tenant, picklist: string, value: Json | undefined): string {
  return tenant.picklists[picklist]?.find((each) => each.value === String(value))?.label ?? String(value);
}

/** Whether an event concerns this webhook: an update only if a subscribed field changed. */
export function isWanted(tenant: Tenant, webhook: Row, event: TicketEvent): boolean {
  if (webhook[`isSubscribedTo${event.action}Events`] !== true) return false;
  return event.action !== "Update" || listChosen(tenant, webhook.id).some((chosen) => chosen.isSubscribed && hasChanged(event, chosen));
}

function hasChanged(event: TicketEvent, chosen: Chosen): boolean {
  return event.changed.includes(chosen.isUdf ? `udf:${chosen.field}` : chosen.field);
}

/** The body of one callout, as text, in the vendor's escaping. */
export function buildPayload(tenant: Tenant, webhook: Row, call: { event: TicketEvent; sequence: number }): string {
  const { event, sequence } = call;
  const { payloadGuid, payloadPersonKey } = tenant.behaviour;
  return serialize({
    Action: event.action,
    Guid: payloadGuid === "event" ? crypto.randomUUID() : (webhook.webhookGUID ?? null),
    EntityType: "Ticket",
    Id: event.ticket.id,
    Fields: fieldsOf(tenant, webhook, event),
    EventTime: eventTime(),
    SequenceNumber: sequence,
    [payloadPersonKey]: event.personId,
  });
}

/** The call to deactivationUrl; its real form is not documented, so this one is a guess. */
export function buildDeactivation(webhook: Row, call: { sequence: number }): string {
  return serialize({
    Action: "Deactivated",
    Guid: webhook.webhookGUID ?? null,
    EventTime: eventTime(),
    SequenceNumber: call.sequence,
  });
}

function eventTime(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

function fieldsOf(tenant: Tenant, webhook: Row, event: TicketEvent): Json {
  const shown = listChosen(tenant, webhook.id).filter((chosen) => {
    if (chosen.isDisplayAlways || event.action === "Create") return true;
    return event.action === "Update" && chosen.isSubscribed && hasChanged(event, chosen);
  });
  const pairs = shown.map((chosen): [string, Json] => [chosen.label, payloadValue(tenant, event.ticket, chosen)]);
  if (tenant.behaviour.payloadFields === "array") return pairs.map(([name, value]) => ({ name, value }));
  return Object.fromEntries(pairs);
}

function payloadValue(tenant: Tenant, ticket: Row, chosen: Chosen): Json {
  const udfs = Array.isArray(ticket.userDefinedFields) ? ticket.userDefinedFields.filter(isObject) : [];
  const value = chosen.isUdf ? udfs.find((udf) => udf.name === chosen.field)?.value : ticket[chosen.field];
  if (value === null || value === undefined) return null;
  if (tenant.behaviour.payloadValues === "label" && tenant.picklists[`Tickets.${chosen.field}`]) {
    return labelOf(tenant, `Tickets.${chosen.field}`, value);
  }
  return String(value);
}
