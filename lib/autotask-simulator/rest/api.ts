import type { IncomingHttpHeaders } from "node:http";
import type { Entity } from "../entity.ts";
import { describeEntity, describeFields, describeUdfs } from "../entity-information.ts";
import type { Actor, Json, SecurityLevel, Tenant } from "../model.ts";
import { findLevel, findLevelOfResource } from "../tenant.ts";
import type { World } from "../world.ts";
import { answerZone } from "../zone-information.ts";
import { authenticate, type Caller, headerOf } from "./authentication.ts";
import { callsThisHour, countCall, latencyOf, takeThread } from "./limits.ts";
import { accessOf, permissionRefusal } from "./permissions.ts";
import { answerChildren, answerCount, answerItem, answerQuery, parsePage, type QueryCall } from "./read.ts";
import { noSuchMethod, noSuchRoute, refusal } from "./refusal.ts";
import { findRoute, type Route } from "./route.ts";
import { createRow, deleteRow, updateRow } from "./write.ts";

export type ApiCall = {
  method: string;
  /** Path segments after `/ATServicesRest`. */
  segments: string[];
  params: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  origin: string;
  zone: string;
};

/** Collection a call belongs to, also below a parent; null for a path that is none. */
export function collectionOf(segments: string[]): string | null {
  return findRoute(segments.slice(1))?.entity.name ?? segments[1] ?? segments[0] ?? null;
}

/** The answer to one API call as Autotask gives it; throws a Refusal for everything but a 200. */
export async function answerApi(world: World, call: ApiCall): Promise<Json> {
  const [version, name] = call.segments.map((segment) => segment.toLowerCase());
  if (version === "versioninformation") return { apiVersions: ["1.0"] };
  if (version !== "v1.0") throw noSuchRoute(`/ATServicesRest/${call.segments.join("/")}`);
  if (name === "zoneinformation") return answerZone(world, call.params.get("user") ?? "", call.origin);
  const caller = authenticate(world, call.headers, call.zone);
  countCall(caller.tenant);
  const endpoint = collectionOf(call.segments) ?? "";
  const release = takeThread(world, caller.tenant, `${caller.tenant.key} ${caller.user.trackingIdentifier} ${endpoint}`);
  try {
    const waitMs = latencyOf(caller.tenant);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    return answerAuthenticated(world, caller, call);
  } finally {
    // A slot is freed a little after the answer is out; the next turn of the loop is that little here.
    setImmediate(release);
  }
}

function answerAuthenticated(world: World, caller: Caller, call: ApiCall): Json {
  const word = call.segments.slice(1).join("/").toLowerCase();
  if (word === "version") return { majorVersion: "2026", minorVersion: "1", build: "0", customerType: "Simulator" };
  if (word === "modules") return { modules: [{ key: 24, value: true }] };
  if (word === "thresholdinformation") {
    const { hourlyLimit } = caller.tenant.behaviour;
    return {
      externalRequestThreshold: hourlyLimit,
      requestThresholdTimeframe: 60,
      currentTimeframeRequestCount: callsThisHour(caller.tenant),
    };
  }
  const route = findRoute(call.segments.slice(1));
  if (!route) throw noSuchRoute(`/ATServicesRest/${call.segments.join("/")}`);
  const method = route.methods.find((each) => each === call.method);
  if (!method) throw noSuchMethod(call.method);
  const actor = actorOf(world, caller, route, call);
  const answer = method === "GET" || isQuery(route) ? answerRead(actor, route, call) : answerWrite(actor, route, call);
  if (method !== "GET" && !isQuery(route)) world.changed();
  return answer;
}

function isQuery(route: Route): boolean {
  return route.action === "query" || route.action === "count" || route.action === "next";
}

function answerRead(actor: Actor, route: Route, call: ApiCall): Json {
  const { entity } = route;
  if (route.action === "info") return describeEntity(actor.level, entity);
  if (route.action === "fields") return describeFields(actor.tenant, entity);
  if (route.action === "udfs") return describeUdfs(actor.tenant, entity);
  if (route.action === "item") return answerItem(actor, entity, route.id, route.parent);
  if (route.action === "collection") return route.parent ? answerChildren(actor, entity, route.parent) : null;
  const query: QueryCall = {
    method: call.method,
    body: call.method === "POST" ? parseBody(call.text) : undefined,
    search: call.params.get("search"),
    base: `${call.origin}/ATServicesRest`,
    page: route.action === "next" ? parsePage(call.params.get("paging")) : null,
  };
  return route.action === "count" ? answerCount(actor, entity, query) : answerQuery(actor, entity, query);
}

function answerWrite(actor: Actor, route: Route, call: ApiCall): Json {
  const { entity, parent } = route;
  if (call.method === "DELETE") return { itemId: deleteRow(actor, entity, { id: route.id, parent }) };
  const body = parseBody(call.text);
  if (call.method === "POST") return { itemId: createRow(actor, entity, { body, parent }) };
  return { itemId: updateRow(actor, entity, { body, parent, isFull: call.method === "PUT" }) };
}

/** The JSON of a body; undefined for none. Malformed JSON is a 500 with the vendor's JSON reader's words. */
export function parseBody(text: string): Json | undefined {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as Json; // JSON.parse yields nothing else
  } catch {
    throw refusal(`Unexpected character encountered while parsing value: ${text.trim().charAt(0)}. Path '', line 0, position 0.`);
  }
}

/** Who acts: the API user, or the resource it is allowed to write as (header ImpersonationResourceId). */
function actorOf(world: World, caller: Caller, route: Route, call: ApiCall): Actor {
  const { tenant, user } = caller;
  const level = findLevel(tenant, user.securityLevelId);
  if (!level) throw permissionRefusal("view");
  const actor: Actor = {
    tenant,
    level,
    resourceId: user.resourceId,
    impersonatorId: null,
    publish: (event) => world.publish(tenant, event),
    webhookDeactivated: (webhook) => world.webhookDeactivated(tenant, webhook),
  };
  const wanted = headerOf(call.headers, "impersonationresourceid");
  if (wanted === "" || !route.entity.canImpersonate) return actor;
  if (route.action === "info") return { ...actor, level: levelAs(tenant, level, { resourceId: Number(wanted), entity: route.entity }) };
  if (call.method === "GET" || isQuery(route)) throw permissionRefusal("view");
  const boxes = call.method === "POST" ? level.impersonation.add : level.impersonation.edit;
  const isAllowed = boxes.includes(route.entity.name) && findLevelOfResource(tenant, Number(wanted))?.allowsImpersonation === true;
  if (!isAllowed) throw permissionRefusal("add");
  return { ...actor, resourceId: Number(wanted), impersonatorId: user.resourceId };
}

/** The rights of both together, which entityInformation tells when it is asked in a resource's name (observed, not documented). */
function levelAs(tenant: Tenant, level: SecurityLevel, { resourceId, entity }: { resourceId: number; entity: Entity }): SecurityLevel {
  const own = findLevelOfResource(tenant, resourceId);
  const mayBe = own?.allowsImpersonation === true;
  const both = (right: "add" | "edit") =>
    mayBe && level.impersonation[right].includes(entity.name) && own.access[entity.permission]?.[right] !== "None"
      ? accessOf(level, entity, right)
      : "None";
  const access = {
    ...level.access[entity.permission],
    view: accessOf(level, entity, "view"),
    delete: "None",
    add: both("add"),
    edit: both("edit"),
  } as const;
  return { ...level, access: { ...level.access, [entity.permission]: access } };
}
