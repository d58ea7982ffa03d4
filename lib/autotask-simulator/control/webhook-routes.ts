import { sendCallout } from "../callouts/send-callout.ts";
import { serialize, signBody } from "../callouts/signature.ts";
import { newDelivery } from "../deliver.ts";
import type { Delivery, Json, Row, Tenant } from "../model.ts";
import { isObject } from "../rest/query.ts";
import { refusal } from "../rest/refusal.ts";
import { findRow, listRows, removeRow } from "../tenant.ts";
import { isReady, TICKET_WEBHOOKS } from "../webhooks.ts";
import { type ControlInput, type ControlRoute, fieldsOf, findText, idOf, numberOf, tenantOf } from "./input.ts";

const NEVER = new AbortController().signal;

/** Webhooks and their deliveries, as an administrator or an attacker would touch them. */
export const WEBHOOK_ROUTES: ControlRoute[] = [
  { method: "GET", path: "webhooks", means: "webhooks with their fields and last delivery (no secret key)", handle: listWebhooks },
  {
    method: "PATCH",
    path: "webhooks/:id",
    means: "change a webhook by hand (`fields`); isActive false calls deactivationUrl",
    handle: changeWebhook,
  },
  { method: "DELETE", path: "webhooks/:id", means: "delete a webhook by hand; calls deactivationUrl", handle: deleteWebhook },
  {
    method: "GET",
    path: "deliveries",
    means: "deliveries with their attempts, newest last",
    handle: (input) => shown(tenantOf(input).deliveries),
  },
  { method: "POST", path: "deliveries/resend", means: "send the last delivery again `times` times (or the one with `id`)", handle: resend },
  {
    method: "POST",
    path: "deliveries/forge",
    means: "send a made-up delivery: `signature` none, wrong, hex or valid; `body` text or object; `webhookId` or `url`",
    handle: forge,
  },
];

function listWebhooks(input: ControlInput): Json {
  const tenant = tenantOf(input);
  const of = (name: string, id: number) => listRows(tenant, name).filter((row) => row.webhookID === id);
  return listRows(tenant, "TicketWebhooks").map((webhook) => ({
    ...webhook,
    secretKey: null,
    isReady: isReady(tenant, webhook.id),
    fields: of("TicketWebhookFields", webhook.id),
    udfFields: of("TicketWebhookUdfFields", webhook.id),
    excludedResources: of("TicketWebhookExcludedResources", webhook.id),
    failuresInARow: tenant.failuresInARow[webhook.id] ?? 0,
    lastDelivery: shown(tenant.deliveries.filter((delivery) => delivery.webhookId === webhook.id).slice(-1)).at(0) ?? null,
  }));
}

function shown(deliveries: Delivery[]): { [key: string]: Json }[] {
  return deliveries.map((delivery) => ({ ...delivery }));
}

function getWebhook(tenant: Tenant, id: number): Row {
  const webhook = findRow(tenant, "TicketWebhooks", id);
  if (!webhook) throw refusal(`No webhook with id ${id}.`, 404);
  return webhook;
}

function changeWebhook(input: ControlInput): Json {
  const tenant = tenantOf(input);
  const webhook = getWebhook(tenant, idOf(input));
  const wasActive = webhook.isActive === true;
  Object.assign(webhook, fieldsOf(input), { id: webhook.id });
  if (wasActive && webhook.isActive !== true) input.stage.world.webhookDeactivated(tenant, structuredClone(webhook));
  return { ...webhook, secretKey: null };
}

function deleteWebhook(input: ControlInput): Json {
  const tenant = tenantOf(input);
  const webhook = getWebhook(tenant, idOf(input));
  const actor = {
    tenant,
    webhookDeactivated: (row: Row) => input.stage.world.webhookDeactivated(tenant, row),
    publish: () => undefined,
    resourceId: 0,
    impersonatorId: null,
    level: tenant.securityLevels[0],
  };
  if (actor.level) TICKET_WEBHOOKS.beforeDelete?.({ ...actor, level: actor.level }, webhook);
  removeRow(tenant, "TicketWebhooks", webhook.id);
  return { deleted: webhook.id };
}

async function resend(input: ControlInput): Promise<Json> {
  const tenant = tenantOf(input);
  const id = numberOf(input, "id", 0);
  const original = id === 0 ? tenant.deliveries.at(-1) : tenant.deliveries.find((delivery) => delivery.id === id);
  if (!original) throw refusal("There is no delivery to send again.", 404);
  const statuses = [];
  for (let time = 0; time < numberOf(input, "times", 1); time += 1) {
    const copy = { ...original, attempts: [] };
    await sendCallout(tenant, copy, NEVER);
    statuses.push(statusOf(copy));
  }
  return { statuses };
}

async function forge(input: ControlInput): Promise<Json> {
  const tenant = tenantOf(input);
  const webhook = findRow(tenant, "TicketWebhooks", numberOf(input, "webhookId", 0)) ?? listRows(tenant, "TicketWebhooks").at(-1);
  const url = findText(input, "url") ?? webhook?.webhookUrl;
  if (typeof url !== "string") throw refusal("There is no webhook; give a url.", 404);
  const body = isObject(input.given.body) ? serialize(input.given.body) : (findText(input, "body") ?? serialize(madeUpEvent()));
  const stand: Row = webhook ?? { id: 0, webhookUrl: url, secretKey: "unknown" };
  const delivery = newDelivery(tenant, stand, { action: "Forged", entityId: 0, sequence: 0, body });
  delivery.url = url;
  delivery.signature = signatureOf(findText(input, "signature") ?? "wrong", { valid: delivery.signature ?? "", body });
  await sendCallout(tenant, delivery, NEVER);
  return { status: statusOf(delivery) };
}

function statusOf(delivery: Delivery): number | null {
  return delivery.attempts.at(-1)?.status ?? null;
}

function signatureOf(kind: string, call: { valid: string; body: string }): string | null {
  if (kind === "none") return null;
  if (kind === "valid") return call.valid;
  if (kind === "hex") return `sha1=${Buffer.from(call.valid.slice(5), "base64").toString("hex")}`;
  return signBody("a key nobody has", call.body);
}

function madeUpEvent(): Json {
  return {
    Action: "Create",
    Guid: crypto.randomUUID(),
    EntityType: "Ticket",
    Id: 7841,
    Fields: { TicketNumber: "T20260101.0001" },
    EventTime: "2026-01-01T00:00:00Z",
    SequenceNumber: 1,
    PersonID: 4,
  };
}
