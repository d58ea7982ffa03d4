import { defineEntity, type Entity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import type { Actor, Method, Row } from "./model.ts";
import { refusal } from "./rest/refusal.ts";
import { listRows } from "./tenant.ts";

const ALL: Method[] = ["GET", "POST", "PUT", "PATCH"];

function fieldEntity(given: { name: string; singular: string; segment: string; fieldName: string }): Entity {
  return defineEntity({
    name: given.name,
    singular: given.singular,
    permission: "Webhooks",
    fields: parseFields(`
      id long required readonly
      ${given.fieldName} integer required picklist
      isDisplayAlwaysField boolean
      isSubscribedField boolean
      webhookID integer required ref=TicketWebhook
    `),
    child: { parent: "TicketWebhooks", segment: given.segment, key: "webhookID", methods: ALL, itemMethods: ["GET", "DELETE"] },
    beforeWrite: (actor, { row }) => {
      row.isDisplayAlwaysField ??= false;
      row.isSubscribedField ??= false;
      assertNotTwice(actor, { entityName: given.name, key: given.fieldName, row });
    },
    afterWrite: (actor, { row, previous }) => {
      if (previous === null) actor.tenant.counters[`${given.name} ${row.id} since`] = Date.now();
    },
  });
}

/** Wording is a guess. */
function assertNotTwice(actor: Actor, given: { entityName: string; key: string; row: Row }): void {
  const { entityName, key, row } = given;
  const isTwice = listRows(actor.tenant, entityName).some(
    (other) => other.id !== row.id && other.webhookID === row.webhookID && other[key] === row[key],
  );
  if (isTwice) throw refusal(`A record with the same ${key} already exists for this webhook.`);
}

const EXCLUDED_RESOURCES = defineEntity({
  name: "TicketWebhookExcludedResources",
  singular: "TicketWebhookExcludedResource",
  permission: "Webhooks",
  fields: parseFields(`
    id long required readonly
    resourceID integer required ref=Resource
    webhookID integer required ref=TicketWebhook
  `),
  child: {
    parent: "TicketWebhooks",
    segment: "ExcludedResources",
    key: "webhookID",
    methods: ["GET", "POST"],
    itemMethods: ["GET", "DELETE"],
  },
  beforeWrite: (actor, { row }) => assertNotTwice(actor, { entityName: "TicketWebhookExcludedResources", key: "resourceID", row }),
});

export const TICKET_WEBHOOK_CHILDREN: Entity[] = [
  fieldEntity({ name: "TicketWebhookFields", singular: "TicketWebhookField", segment: "Fields", fieldName: "fieldID" }),
  fieldEntity({ name: "TicketWebhookUdfFields", singular: "TicketWebhookUdfField", segment: "UdfFields", fieldName: "udfFieldID" }),
  EXCLUDED_RESOURCES,
];
