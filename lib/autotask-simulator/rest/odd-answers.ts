import type { Json } from "../model.ts";
import { listRows, removeRow } from "../tenant.ts";
import { findTenantOfUser, type World } from "../world.ts";
import { type ApiCall, collectionOf } from "./api.ts";
import { headerOf } from "./authentication.ts";
import { isObject } from "./query.ts";
import type { ApiAnswer } from "./serve-api.ts";

/** Every whole number under a name that ends in "id" as text, as loosely typed clients in between send it. */
export function withStringIds(answer: ApiAnswer): ApiAnswer {
  return { ...answer, text: JSON.stringify(loosen(JSON.parse(answer.text))) };
}

function loosen(value: Json): Json {
  if (Array.isArray(value)) return value.map(loosen);
  if (!isObject(value)) return value;
  const isId = (name: string, each: Json) => /id$/i.test(name) && typeof each === "number";
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, isId(name, each) ? String(each) : loosen(each)]));
}

/** After the answer somebody deletes the first row of its page, so that every later row moves up by one place. */
export function shiftAfter(world: World, call: ApiCall, answer: ApiAnswer): ApiAnswer {
  const tenant = findTenantOfUser(world, headerOf(call.headers, "username"));
  const collection = collectionOf(call.segments);
  const body: Json = JSON.parse(answer.text);
  const [first] = isObject(body) && Array.isArray(body.items) ? body.items : [];
  if (!tenant || !collection || first === undefined || !isObject(first) || typeof first.id !== "number") return answer;
  if (listRows(tenant, collection).length > 1) removeRow(tenant, collection, first.id);
  return answer;
}
