import type { Field } from "./fields.ts";
import type { Actor, Json, Method, Row } from "./model.ts";

export type Changes = { [field: string]: Json };

/** One Autotask entity: its routes, fields, and what the server itself does on a write. */
export type Entity = {
  /** Collection as in the path, e.g. "Tickets". */
  name: string;
  /** Internal singular as in error texts, e.g. "Ticket". */
  singular: string;
  /** Permission object of the security level that guards it. */
  permission: string;
  fields: Field[];
  /** Methods of `/{name}` (empty: no such route) and of `/{name}/{id}`. */
  topMethods: Method[];
  itemMethods: Method[];
  /** `/{parent}/{id}/{segment}` where the entity is also, or only, reached below a parent. */
  child: { parent: string; segment: string; key: string; methods: Method[]; itemMethods: Method[] } | null;
  hasUdfs: boolean;
  supportsWebhooks: boolean;
  canImpersonate: boolean;
  /** Server-set values and checks before the general ones. May throw a Refusal. */
  beforeWrite?: (actor: Actor, write: { row: Row; previous: Row | null; given: Changes }) => void;
  afterWrite?: (actor: Actor, write: { row: Row; previous: Row | null }) => void;
  beforeDelete?: (actor: Actor, row: Row) => void;
  /** What a reader sees of the row (computed or withheld values). */
  present?: (actor: Actor, row: Row) => Row;
};

const READ_ONLY_DEFAULTS = {
  topMethods: [] as Method[],
  itemMethods: ["GET"] as Method[],
  child: null,
  hasUdfs: false,
  supportsWebhooks: false,
  canImpersonate: false,
};

/** An entity is read only, at top level only, unless it says more. */
export function defineEntity(given: Pick<Entity, "name" | "singular" | "permission" | "fields"> & Partial<Entity>): Entity {
  return { ...READ_ONLY_DEFAULTS, ...given };
}
