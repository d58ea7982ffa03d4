import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { AutotaskError, isAutotaskError } from "./errors.ts";
import { entityId } from "./values.ts";

export type Filter =
  | { op: "eq" | "noteq" | "gt" | "gte" | "lt" | "lte" | "beginsWith" | "contains"; field: string; value: string | number | boolean }
  | { op: "in"; field: string; value: readonly (string | number)[] }
  | { op: "or"; items: readonly Filter[] };

export type Query<Row extends z.ZodType<{ id: number }>> = {
  collection: string;
  filter: readonly Filter[];
  /** Columns asked for; `id` is always among them. */
  fields: readonly string[];
  row: Row;
  /** Only rows after this id. */
  afterId?: number;
  /** 1 to 500, Autotask's own limit and default. */
  pageSize?: number;
  /** After so many pages the rest is left unread. Default 10. */
  maxPages?: number;
  signal?: AbortSignal;
};

/** `complete` is false when rows were left unread: then absence from `items` proves nothing. */
export type QueryResult<Row> = { items: Row[]; complete: boolean };

const LARGEST_PAGE = 500;

/**
 * Yields the rows in ascending id, page by page, and returns whether that was all. Pages by `id gt last` and never by
 * nextPageUrl: that URL is the vendor's to choose, and answers 405 or 500 depending on how the first page was asked for
 * (observed by n8n-nodes-autotask).
 */
export async function* queryEach<Row extends z.ZodType<{ id: number }>>(
  autotask: AutotaskClient,
  query: Query<Row>,
): AsyncGenerator<z.output<Row>, { complete: boolean }> {
  const pageSize = Math.min(query.pageSize ?? LARGEST_PAGE, LARGEST_PAGE);
  const path = `/V1.0/${query.collection}/query`;
  let last = query.afterId ?? -1;
  for (let page = 0; page < (query.maxPages ?? 10); page += 1) {
    const { items } = await autotask.request({
      method: "POST",
      path,
      body: {
        maxRecords: pageSize,
        includeFields: ["id", ...query.fields.filter((field) => field !== "id")],
        filter: [{ op: "gt", field: "id", value: last }, ...query.filter],
      },
      response: z.object({ items: z.array(query.row) }),
      ...(query.signal ? { signal: query.signal } : {}),
    });
    const rows = items.filter(({ id }) => id > last).sort((one, other) => one.id - other.id);
    yield* rows;
    if (items.length < pageSize) return { complete: true };
    const next = rows.at(-1)?.id;
    if (next === undefined) throw stuck(query.collection, path);
    last = next;
  }
  return { complete: false };
}

/** All rows of `queryEach`, with whether that was all. */
export async function queryRows<Row extends z.ZodType<{ id: number }>>(
  autotask: AutotaskClient,
  query: Query<Row>,
): Promise<QueryResult<z.output<Row>>> {
  const items: z.output<Row>[] = [];
  const rows = queryEach(autotask, query);
  for (;;) {
    const next = await rows.next();
    if (next.done) return { items, complete: next.value.complete };
    items.push(next.value);
  }
}

/** A full page of nothing new would be asked for for ever. */
function stuck(endpoint: string, path: string): AutotaskError {
  const operation = { method: "POST", path, endpoint, writes: false } as const;
  return new AutotaskError(operation, { code: "autotask.unreadable", retry: { when: "never" }, effect: "none", status: 200 });
}

type ById<Item> = { collection: string; id: number; item: z.ZodType<Item>; signal?: AbortSignal };

/** The entity with this id, or null: Autotask answers a missing one with 404 or with `{"item":null}`, both observed. */
export async function findById<Item>(autotask: AutotaskClient, { collection, id, item, signal }: ById<Item>): Promise<Item | null> {
  const response: z.ZodType<{ item: Item | null }> = z.object({ item: z.union([z.null(), item]) });
  const path = `/V1.0/${collection}/${entityId.parse(id)}`;
  try {
    return (await autotask.request({ method: "GET", path, response, ...(signal ? { signal } : {}) })).item;
  } catch (error) {
    if (isAutotaskError(error, "autotask.not_found")) return null;
    throw error;
  }
}

/** As findById, but a missing entity throws AutotaskError `not_found`. */
export async function getById<Item>(autotask: AutotaskClient, request: ById<Item>): Promise<Item> {
  const found = await findById(autotask, request);
  if (found !== null) return found;
  const { collection, id } = request;
  const operation = { method: "GET", path: `/V1.0/${collection}/${id}`, endpoint: collection, writes: false } as const;
  throw new AutotaskError(operation, { code: "autotask.not_found", retry: { when: "never" }, effect: "none", status: 200 });
}
