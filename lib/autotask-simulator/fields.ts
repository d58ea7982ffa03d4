import type { Json, PicklistValue, Tenant } from "./model.ts";

export type DataType = "string" | "integer" | "long" | "double" | "decimal" | "datetime" | "boolean";
export type Field = {
  name: string;
  dataType: DataType;
  length: number;
  isRequired: boolean;
  isReadOnly: boolean;
  isQueryable: boolean;
  isPickList: boolean;
  /** Internal name of the entity it refers to, e.g. "Contact"; empty if none. */
  references: string;
  /** Field whose value selects the picklist values, e.g. issueType for subIssueType. */
  parentField: string;
};

const TYPE = /^(string|integer|long|double|decimal|datetime|boolean)(?:\((\d+)\))?$/;

/**
 * Field list from one line each: `name type[(length)] [required] [readonly] [hidden] [picklist] [ref=Entity] [parent=field]`.
 * `hidden` means isQueryable false. Throws on a line it cannot read, so a typing error shows at start.
 */
export function parseFields(text: string): Field[] {
  return text
    .trim()
    .split("\n")
    .map((line) => parseField(line.trim()));
}

function parseField(line: string): Field {
  const [name, type, ...flags] = line.split(/\s+/);
  const match = TYPE.exec(type ?? "");
  if (!name || !match) throw new Error(`Field line not understood: ${line}`);
  const flagOf = (key: string) => flags.find((flag) => flag.startsWith(`${key}=`))?.slice(key.length + 1) ?? "";
  return {
    name,
    // The expression above admits these words only.
    dataType: match[1] as DataType,
    length: Number(match[2] ?? 0),
    isRequired: flags.includes("required"),
    isReadOnly: flags.includes("readonly"),
    isQueryable: !flags.includes("hidden"),
    isPickList: flags.includes("picklist"),
    references: flagOf("ref"),
    parentField: flagOf("parent"),
  };
}

export function findField(fields: Field[], name: string): Field | null {
  const wanted = name.toLowerCase();
  return fields.find((field) => field.name.toLowerCase() === wanted) ?? null;
}

export function isNumeric(type: DataType): boolean {
  return type === "integer" || type === "long" || type === "double" || type === "decimal";
}

export function listPicklist(tenant: Tenant, entityName: string, fieldName: string): PicklistValue[] {
  return tenant.picklists[`${entityName}.${fieldName}`] ?? [];
}

/** Milliseconds of an Autotask datetime; without an offset it is UTC. Null when it is not a date. */
export function parseDate(value: Json | undefined): number | null {
  if (typeof value !== "string") return null;
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value);
  const time = Date.parse(hasOffset || !value.includes("T") ? value : `${value}Z`);
  return Number.isNaN(time) ? null : time;
}
