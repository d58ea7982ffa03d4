import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/organization/api-keys.ts";
import type { Role } from "@/lib/organization/permissions.ts";
import { logoBytesMax } from "@/lib/organization/schema.ts";
import { aPng } from "@/lib/organization/testing.ts";
import type { Route } from "@/lib/web/define-route.ts";
import { makeOrganization } from "../../../../lib/testing/factories.ts";
import { type TestDeps, testDeps } from "../../../../lib/testing/test-deps.ts";
import { DELETE as deleteLogo, GET as getLogo, PUT as putLogo } from "./logo/route.ts";
import { GET, PUT } from "./route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
let deps: TestDeps;
let ours: { id: string; slug: string };
const keys: Partial<Record<Role, string>> = {};

beforeAll(async () => {
  deps = await testDeps();
  kept.countersignWebDeps = deps;
  ours = await makeOrganization(deps.db);
  for (const role of ["admin", "technician", "auditor"] as const) {
    const { key } = await createApiKey(deps, { organizationId: ours.id, name: "CI", role, actor: { kind: "operator" } });
    keys[role] = key;
  }
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await deps.close();
});

type Send = { role?: Role; method?: string; body?: Buffer | string; type?: string };

async function send(route: Route, { role = "admin", method = "GET", body, type = "application/octet-stream" }: Send = {}) {
  const headers = { authorization: `Bearer ${keys[role]}`, ...(body === undefined ? {} : { "content-type": type }) };
  const request = new Request("https://verify.example.com/api/v1/organization", {
    method,
    headers,
    body: body === undefined ? null : typeof body === "string" ? body : new Uint8Array(body),
  });
  return route(request, { params: Promise.resolve({}) });
}

const put = (body: Buffer | string, { role, type }: Pick<Send, "role" | "type"> = {}) => send(putLogo, { method: "PUT", body, role, type });
const refusal = async (answer: Response) => ({ status: answer.status, code: (await answer.json()).code });

test("the logo comes back with its own type, may run nothing, and stays in the reader's own cache for a minute", async () => {
  expect((await put(aPng())).status).toBe(200);

  const answer = await send(getLogo, { role: "auditor" });

  expect(Buffer.from(await answer.arrayBuffer()).equals(aPng())).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=60",
  });
});

test("HTML that says it is image/png is refused, and the logo stays", async () => {
  await put(aPng());
  const answer = await put("<!doctype html><script>alert(1)</script>", { type: "image/png" });
  expect(await refusal(answer)).toEqual({ status: 422, code: "organization.logo_not_a_picture" });
  expect((await send(getLogo)).headers.get("content-type")).toBe("image/png");
});

test("an SVG is refused with its reason", async () => {
  const answer = await put('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', { type: "image/svg+xml" });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: "organization.logo_svg", detail: "SVG can carry script: send a PNG, JPEG or WebP" });
});

test("more than the cap is 413, one byte is enough", async () => {
  const sized = (bytes: number) => Buffer.concat([aPng(), Buffer.alloc(bytes)], bytes);
  expect((await put(sized(logoBytesMax))).status).toBe(200);
  expect(await refusal(await put(sized(logoBytesMax + 1)))).toEqual({ status: 413, code: "web.body_too_large" });
});

test.each(["technician", "auditor"] as const)("a %s reads all of it and changes nothing", async (role) => {
  await put(aPng());
  const settings = JSON.stringify({ name: "Theirs", timeZone: "UTC" });
  const before = await (await send(GET, { role })).json();
  for (const answer of [
    await send(PUT, { role, method: "PUT", body: settings, type: "application/json" }),
    await put(aPng({ width: 9 }), { role }),
    await send(deleteLogo, { role, method: "DELETE" }),
  ]) {
    expect(await refusal(answer)).toEqual({ status: 403, code: "web.forbidden" });
  }
  expect(await (await send(GET, { role })).json()).toEqual(before);
  expect((await send(getLogo, { role })).status).toBe(200);
});

test("settings are read, set and answered as they are now", async () => {
  const body = JSON.stringify({ name: "  Nordlicht GmbH ", timeZone: "Asia/Kolkata" });
  const answer = await send(PUT, { method: "PUT", body, type: "application/json" });
  const now = await answer.json();
  expect(now).toMatchObject({ id: ours.id, slug: ours.slug, name: "Nordlicht GmbH", timeZone: "Asia/Kolkata" });
  expect(await (await send(GET)).json()).toEqual(now);
});

test.each([["+02:00"], ["Mars/Olympus"], ["europe/berlin"], [""], ["x'; drop table organizations; --"]])(
  "%s is no time zone, and the field is named",
  async (timeZone) => {
    const answer = await send(PUT, { method: "PUT", body: JSON.stringify({ name: "Nordlicht", timeZone }), type: "application/json" });
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors).toMatchObject([{ field: "timeZone" }]);
  },
);

test("a removed logo is not found, and removing it again is done too", async () => {
  await put(aPng());
  expect((await send(deleteLogo, { method: "DELETE" })).status).toBe(200);
  expect((await send(deleteLogo, { method: "DELETE" })).status).toBe(200);
  expect((await send(getLogo)).status).toBe(404);
  expect((await (await send(GET)).json()).logo).toBeNull();
});
