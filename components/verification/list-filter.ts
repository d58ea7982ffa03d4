import { type VerificationFilter, verificationFilterSchema } from "@/lib/verification/schema.ts";

/** What stands in the address of the list. */
export type ListFilter = Pick<
  VerificationFilter,
  "search" | "state" | "connectionId" | "method" | "strength" | "company" | "technician" | "period" | "cursor"
>;

export type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address. What does not fit is left out: an old link still shows a list. Without any filter it is today's. */
export function parseListFilter(params: SearchParams): ListFilter {
  const { shape } = verificationFilterSchema;
  const search = shape.search.safeParse(one(params.q)).data || undefined;
  const state = shape.state.safeParse(one(params.state)).data;
  const connectionId = shape.connectionId.safeParse(one(params.connection)).data;
  const more = {
    method: shape.method.safeParse(one(params.method)).data,
    strength: shape.strength.safeParse(one(params.strength)).data,
    company: shape.company.safeParse(one(params.company)).data,
    technician: shape.technician.safeParse(one(params.technician)).data,
  };
  const isPlain = [search, state, connectionId, ...Object.values(more)].every((value) => value === undefined);
  const period = shape.period.unwrap().safeParse(one(params.period)).data ?? (isPlain ? "today" : "all");
  return { search, state, connectionId, ...more, period, cursor: shape.cursor.safeParse(one(params.page)).data };
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** The address of the list with this filter. A changed filter starts at the first page: leave out `cursor`. */
export function listHref(organization: string, { search, state, connectionId, period, cursor, ...more }: ListFilter): string {
  const params = new URLSearchParams();
  if (search !== undefined) params.set("q", search);
  if (state !== undefined) params.set("state", state);
  if (connectionId !== undefined) params.set("connection", connectionId);
  for (const name of ["method", "strength", "company", "technician"] as const) {
    const value = more[name];
    if (value !== undefined) params.set(name, value);
  }
  const isDefault = params.size === 0 ? period === "today" : period === "all";
  if (!isDefault) params.set("period", period);
  if (cursor !== undefined) params.set("page", cursor);
  return `/${organization}/verifications${params.size === 0 ? "" : `?${params}`}`;
}

/** Where our REST API answers the same. */
export function listPath(filter: ListFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) params.set(name, value);
  return `/verifications?${params}`;
}

/** Where all that match can be taken as a file. A link cannot send headers, so the address names the organization. */
export function exportHref(organization: string, { cursor: _page, ...filter }: ListFilter): string {
  const params = new URLSearchParams({ organization });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) params.set(name, value);
  return `/api/v1/verifications/export?${params}`;
}

export type ListView = "today" | "needs_person" | "denied" | "all";

/** The filter of a view, and nothing else. */
export const filterOfView: Record<ListView, ListFilter> = {
  today: { period: "today" },
  needs_person: { period: "all", state: "needs_person" },
  denied: { period: "all", state: "denied" },
  all: { period: "all" },
};

/** The view that the filter stands in: narrowing a view further does not leave it. */
export function viewOf({ state, period }: ListFilter): ListView {
  if (state === "needs_person") return "needs_person";
  if (period === "today") return "today";
  return state === "denied" && period === "all" ? "denied" : "all";
}
