import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { operations } from "./operations.ts";

const routes = path.resolve(import.meta.dirname, "../../app/api/v1");
const document = openApiDocument(new URL("https://verify.example.com"));

test("every route of the REST API is in the OpenAPI document, and every operation has its route", () => {
  const files = globSync("**/route.ts", { cwd: routes }).filter((file) => !file.startsWith("openapi.json"));
  expect(files.length).toBeGreaterThan(5);
  const served = files.flatMap((file) => {
    const verbs = readFileSync(path.join(routes, file), "utf8").matchAll(/^export const (GET|POST|PUT|PATCH|DELETE) = /gm);
    const url = `/${path.dirname(file)}`.replace(/\[(\w+)\]/g, "{$1}");
    return [...verbs].map(([, verb]) => `${verb?.toLowerCase()} ${url}`);
  });
  const described = Object.entries(document.paths ?? {}).flatMap(([url, item]) => Object.keys(item ?? {}).map((verb) => `${verb} ${url}`));
  expect(served.sort()).toEqual(described.sort());
});

test("no two operations share an id or a place", () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  expect(new Set(operations.map(({ method, path: url }) => `${method} ${url}`)).size).toBe(operations.length);
});

test("a path names exactly the parameters that its operation parses", () => {
  for (const { path: url, params } of operations) {
    const named = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const parsed = "shape" in params ? Object.keys(Object(params.shape)).sort() : [];
    expect(parsed, url).toEqual(named);
  }
});

test("the document names where it is served and how to sign in", () => {
  expect(document.servers).toEqual([{ url: "https://verify.example.com/api/v1" }]);
  expect(document.components?.securitySchemes).toHaveProperty("apiKey");
});
