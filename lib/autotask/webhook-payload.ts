import { z } from "zod";
import { parseStorableJson } from "../platform/storable-text.ts";
import { parseUtc, wholeNumber } from "./values.ts";

type Scalar = string | number | boolean | null;

/** One event. A hint only: who needs the truth reads the entity again. */
export type WebhookPayload = {
  /** `Create`, `Update`, `Delete`, `Deactivated`, or what else Autotask may say. */
  action: string;
  /** `Ticket`, `TicketNote`, `Account`, …; null on some deactivations. */
  entityType: string | null;
  /** Null only on deactivations. */
  entityId: number | null;
  guid: string | null;
  eventTime: Date | null;
  sequenceNumber: number | null;
  personId: number | null;
  fields: ReadonlyMap<string, Scalar>;
};

export type ParsedPayload =
  | { readable: true; payload: WebhookPayload }
  | { readable: false; reason: "not_json" | "not_an_event" | "no_entity_id" };

const positiveId = wholeNumber.refine((id) => id > 0);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const listOfFields = z.array(z.object({ name: z.string(), value: scalar }));

/** Keys in lower case: sources disagree on PersonID and PersonId. */
const envelope = z.object({
  action: z.string().min(1).max(100),
  entitytype: optional(z.string().max(100)),
  id: optional(positiveId),
  guid: optional(z.string().max(100)),
  eventtime: optional(z.string().max(50)),
  sequencenumber: optional(wholeNumber),
  personid: optional(wholeNumber),
  fields: z.unknown().optional(),
});

/**
 * Reads the body of a delivery whose signature has been proven, or says why it cannot be read; never throws. Accepts every
 * shape on which sources disagree: ids as number or string, Fields as object or as list of name and value.
 */
export function parseWebhookPayload(rawBody: Buffer): ParsedPayload {
  const body = parseJson(rawBody);
  if (body === undefined) return { readable: false, reason: "not_json" };
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { readable: false, reason: "not_an_event" };
  const parsed = envelope.safeParse(withLowerKeys(body));
  if (!parsed.success) return { readable: false, reason: "not_an_event" };
  const { action, entitytype, id, guid, eventtime, sequencenumber, personid, fields } = parsed.data;
  if ((id ?? null) === null && action.toLowerCase() !== "deactivated") return { readable: false, reason: "no_entity_id" };
  return {
    readable: true,
    payload: {
      action,
      entityType: entitytype ?? null,
      entityId: id ?? null,
      guid: guid ?? null,
      eventTime: eventtime ? parseUtc(eventtime) : null,
      sequenceNumber: sequencenumber ?? null,
      personId: personid ?? null,
      fields: readFields(fields),
    },
  };
}

function readFields(fields: unknown): WebhookPayload["fields"] {
  if (typeof fields !== "object" || fields === null) return new Map();
  if (Array.isArray(fields)) {
    const list = listOfFields.safeParse(fields.map(withLowerKeys));
    return new Map(list.data?.map(({ name, value }) => [name, value]));
  }
  // Checked key by key: one odd value must not cost the others.
  return new Map(Object.entries(fields).filter((field): field is [string, Scalar] => isScalar(field[1])));
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function withLowerKeys(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key.toLowerCase(), value]));
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parseJson(rawBody: Buffer): unknown {
  try {
    return parseStorableJson(utf8.decode(rawBody));
  } catch {
    return undefined; // Reported to the caller as not_json.
  }
}
