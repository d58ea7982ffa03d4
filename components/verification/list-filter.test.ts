import { expect, test } from "vitest";
import { exportHref, filterOfView, listHref, listPath, parseListFilter, viewOf } from "@/components/verification/list-filter.ts";

const paramsOf = (href: string) => Object.fromEntries(new URL(href, "http://localhost").searchParams);
const connectionId = "019b0000-0000-7000-8000-000000000001";

test("an address read and written again says the same", () => {
  const filters = [
    ...Object.values(filterOfView),
    { period: "7d", state: "expired", search: "Škvorecká & Söhne", connectionId, cursor: "abc" },
    { period: "today", state: "denied" },
    { period: "all", search: "T20261124.0147" },
    { period: "30d" },
    { period: "all", method: "external_provider", strength: "good", company: "Brot & Söhne", technician: "Tomasz" },
  ] as const;
  for (const filter of filters) {
    expect(parseListFilter(paramsOf(listHref("acme", filter)))).toEqual({
      search: undefined,
      state: undefined,
      connectionId: undefined,
      ...{ method: undefined, strength: undefined, company: undefined, technician: undefined },
      cursor: undefined,
      ...filter,
    });
  }
});

test("without a filter the list is today's, and a search alone looks at all time", () => {
  expect(parseListFilter({})).toMatchObject({ period: "today" });
  expect(parseListFilter({ q: "T20261124" })).toMatchObject({ period: "all" });
});

test("what does not fit in an address is left out", () => {
  const filter = parseListFilter({ q: ["a", "b"], state: "great", connection: "1 or 1=1", period: "always", page: "x".repeat(201) });
  expect(filter).toEqual({ search: "a", state: undefined, connectionId: undefined, period: "all", cursor: undefined });
});

test("a file has what the list is filtered by, of all pages", () => {
  const href = exportHref("acme", { period: "7d", company: "Brot & Söhne", cursor: "abc", search: undefined });
  expect(href).toBe("/api/v1/verifications/export?organization=acme&period=7d&company=Brot+%26+S%C3%B6hne");
});

test("each view is found again from its own filter, also when it is narrowed", () => {
  for (const [view, filter] of Object.entries(filterOfView)) {
    expect(viewOf(filter)).toBe(view);
    expect(viewOf({ ...filter, search: "x", connectionId })).toBe(view);
  }
});

test("our API is asked for exactly what is filtered", () => {
  expect(listPath({ period: "today", search: "a b", state: undefined })).toBe("/verifications?period=today&search=a+b");
});
