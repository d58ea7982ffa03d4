import type { Entity } from "./entity.ts";
import { type Field, listPicklist } from "./fields.ts";
import type { Json, SecurityLevel, Tenant } from "./model.ts";
import { accessOf } from "./rest/permissions.ts";
import { listUdfs } from "./tenant.ts";

/** `can*` is what the API offers for the entity, `userAccessFor*` what the caller's security level permits. */
export function describeEntity(level: SecurityLevel, entity: Entity): Json {
  const methods = [...entity.topMethods, ...(entity.child?.methods ?? [])];
  const itemMethods = [...entity.itemMethods, ...(entity.child?.itemMethods ?? [])];
  return {
    info: {
      name: entity.name,
      canCreate: methods.includes("POST"),
      canDelete: itemMethods.includes("DELETE"),
      canQuery: true,
      canUpdate: methods.includes("PATCH"),
      userAccessForCreate: accessOf(level, entity, "add"),
      userAccessForDelete: accessOf(level, entity, "delete"),
      userAccessForQuery: accessOf(level, entity, "view"),
      userAccessForUpdate: accessOf(level, entity, "edit"),
      hasUserDefinedFields: entity.hasUdfs,
      supportsWebhookCallouts: entity.supportsWebhooks,
    },
  };
}

/** In the alphabet's order, as the live tenants' answers are. */
export function describeFields(tenant: Tenant, entity: Entity): Json {
  const sorted = [...entity.fields].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return { fields: sorted.map((field) => describeField(tenant, entity, field)) };
}

/** The metadata sample of a live tenant spells the GUID field `webhookGuid`, the rows `webhookGUID`. */
const METADATA_NAMES: Record<string, string> = { webhookGUID: "webhookGuid" };

function describeField(tenant: Tenant, entity: Entity, field: Field): Json {
  return {
    name: METADATA_NAMES[field.name] ?? field.name,
    dataType: field.dataType,
    length: field.length,
    isRequired: field.isRequired,
    isReadOnly: field.isReadOnly,
    isQueryable: field.isQueryable,
    isReference: field.references !== "",
    referenceEntityType: field.references,
    isPickList: field.isPickList,
    picklistValues: field.isPickList ? listPicklist(tenant, entity.name, field.name) : null,
    picklistParentValueField: field.parentField,
    isSupportedWebhookField: false,
  };
}

export function describeUdfs(tenant: Tenant, entity: Entity): Json {
  return {
    fields: listUdfs(tenant, entity.name).map((udf) => ({
      name: udf.name,
      label: udf.label,
      type: udf.type,
      length: udf.length,
      description: udf.description,
      isRequired: false,
      isReadOnly: udf.isReadOnly,
      isQueryable: true,
      isReference: false,
      referenceEntityType: "",
      isPickList: udf.picklistValues !== null,
      picklistValues: udf.picklistValues,
      picklistParentValueField: "",
      defaultValue: null,
      isSupportedWebhookField: true,
    })),
  };
}
