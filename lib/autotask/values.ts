import { z } from "zod";

/** Reads of the vendor's loosely typed values. Every field of an entity may be null or absent (Swagger; help page UserdefinedFieldsUDFs). */

/** A whole number sent as number or as numeric string. */
export const wholeNumber = z
  .union([z.number(), z.string().regex(/^-?\d{1,16}$/)])
  .transform(Number)
  .refine(Number.isSafeInteger, "not a whole number");

/** The id of an entity. 0 exists: it is the tenant's own company. */
export const entityId = wholeNumber.refine((id) => id >= 0, "not an id");

export const optionalId = wholeNumber.nullish().transform((id) => id ?? null);
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

/** A flag sent as boolean, or as 0 and 1 (a contact's isActive). Absent is false. */
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((value) => value === true || value === 1 || value === "1" || (typeof value === "string" && value.toLowerCase() === "true"));

/** The moment that a text names, which Autotask means as UTC with and without the Z (sources disagree); null if it names none. */
export function parseUtc(text: string): Date | null {
  const date = new Date(/(z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes("T") ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A moment in UTC. An unreadable one is null, since no decision hangs on one alone. */
export const moment = z
  .string()
  .nullish()
  .transform((text) => (text ? parseUtc(text) : null));

/** `[{name,value}]`; absent, null and `{}` mean none. */
export const userDefinedFields = z
  .array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).nullish() }))
  .catch([])
  .transform((fields) => fields.map(({ name, value }) => ({ name, value: value === null || value === undefined ? null : String(value) })));

/** The answer to every successful create, change and delete. */
export const written = z.object({ itemId: entityId });
