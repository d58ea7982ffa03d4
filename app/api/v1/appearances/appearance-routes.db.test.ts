import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/organization/api-keys.ts";
import type { Role } from "@/lib/organization/permissions.ts";
import { logoBytesMax } from "@/lib/organization/schema.ts";
import { aPng } from "@/lib/organization/testing.ts";
import type { Route } from "@/lib/web/define-route.ts";
import { makeConnection, makeOrganization } from "../../../../lib/testing/factories.ts";
import { type TestDeps, testDeps } from "../../../../lib/testing/test-deps.ts";
import {
  DELETE as deleteLogo,
  GET as getLogo,
  PUT as putLogo,
} from "../connections/[connectionId]/companies/[companyId]/appearance/logo/route.ts";
import { DELETE, PUT } from "../connections/[connectionId]/companies/[companyId]/appearance/route.ts";
import { GET } from "./route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
let deps: TestDeps;
let connectionId: string;
const keys: Partial<Record<Role, string>> = {};

beforeAll(async () => {
  deps = await testDeps();
  kept.countersignWebDeps = deps;
  const { id: organizationId } = await makeOrganization(deps.db);
  connectionId = (await makeConnection(deps, { organizationId })).connection.id;
  const known = { connectionId, organizationId, autotaskId: 175n, name: "Kanzlei", fetchedAt: new Date() };
  await deps.db.mirroredCompany.create({ data: known });
  for (const role of ["admin", "technician", "auditor"] as const) {
    keys[role] = (await createApiKey(deps, { organizationId, name: "CI", role, actor: { kind: "operator" } })).key;
  }
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await deps.close();
});

type Send = { role?: Role; method?: string; body?: Buffer | object; companyId?: string };

async function send(route: Route, { role = "admin", method = "GET", body, companyId = "175" }: Send = {}) {
  const isBytes = Buffer.isBuffer(body);
  const request = new Request("https://verify.example.com/api/v1/x", {
    method,
    headers: { authorization: `Bearer ${keys[role]}`, "content-type": isBytes ? "application/octet-stream" : "application/json" },
    body: body === undefined ? null : isBytes ? new Uint8Array(body) : JSON.stringify(body),
  });
  const answer = await route(request, { params: Promise.resolve({ connectionId, companyId }) });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const read = () => JSON.parse(bytes.toString("utf8")) as { code?: string; items: unknown[] };
  return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes, read };
}

const set = { displayName: "Weitershausen", language: "nl" };

test("an admin sets it, an auditor reads all of it, and only who may edit the organization changes anything", async () => {
  expect((await send(PUT, { method: "PUT", body: set })).status).toBe(200);
  expect((await send(putLogo, { method: "PUT", body: aPng() })).status).toBe(200);
  for (const role of ["auditor", "technician"] as const) {
    expect((await send(GET, { role })).read().items).toMatchObject([{ ...set, companyId: "175", companyName: "Kanzlei" }]);
    expect((await send(getLogo, { role })).bytes).toEqual(aPng());
    for (const [route, method, body] of [
      [PUT, "PUT", set],
      [DELETE, "DELETE", undefined],
      [putLogo, "PUT", aPng()],
      [deleteLogo, "DELETE", undefined],
    ] as const) {
      expect((await send(route, { role, method, body })).status).toBe(403);
    }
  }
});

test("the logo comes with its own type, may run nothing, and what is none is refused and changes nothing", async () => {
  await send(putLogo, { method: "PUT", body: aPng() });
  expect((await send(getLogo)).headers).toMatchObject({
    "content-type": "image/png",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=60",
  });
  const svg = await send(putLogo, { method: "PUT", body: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>') });
  expect([svg.status, svg.read().code]).toEqual([422, "organization.logo_svg"]);
  const large = await send(putLogo, { method: "PUT", body: Buffer.concat([aPng(), Buffer.alloc(logoBytesMax)]) });
  expect([large.status, large.read().code]).toEqual([413, "web.body_too_large"]);
  expect((await send(getLogo)).bytes).toEqual(aPng());
});

test.each([
  ["a language that we do not speak", { displayName: null, language: "pl" }],
  ["a name with characters that turn a line round", { displayName: "a\u202Eb", language: null }],
  ["a name of a novel's length", { displayName: "a".repeat(101), language: null }],
  ["something that is not described", { ...set, phone: "+49" }],
])("%s is refused", async (_, body) => {
  expect((await send(PUT, { method: "PUT", body })).status).toBe(422);
});

test("removed, there is nothing to read and nothing more to remove; a company that is none has no address", async () => {
  await send(putLogo, { method: "PUT", body: aPng() });
  expect((await send(deleteLogo, { method: "DELETE" })).status).toBe(200);
  expect((await send(getLogo)).status).toBe(404);
  expect((await send(DELETE, { method: "DELETE" })).status).toBe(200);
  const again = await send(DELETE, { method: "DELETE" });
  expect([again.status, again.read().code]).toEqual([404, "web.not_found"]);
  expect((await send(GET)).read().items).toEqual([]);
  for (const companyId of ["-1", "x", "1.5"]) expect((await send(PUT, { method: "PUT", body: set, companyId })).status).toBe(404);
});
