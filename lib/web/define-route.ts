import "server-only";
import type { z } from "zod";
import type { Permission } from "../organization/permissions.ts";
import type { PortalActor } from "../organization/portal-actor.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { webDeps } from "./deps.ts";
import { refuse } from "./problem.ts";
import { readCapped } from "./read-capped.ts";
import { requestIdHeader, requestIdOf } from "./request-id.ts";
import { requireAccess } from "./require-access.ts";
import { requireStorable } from "./require-storable.ts";
import { findSignedInMember } from "./session.ts";

type Schemas<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType> = {
  /** Path segments. What does not fit is not found, like an id that never was. */
  params?: P;
  query?: Q;
  /** The JSON body. */
  input?: I;
};

type Handed<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType> = {
  request: Request;
  params: z.output<P>;
  query: z.output<Q>;
  input: z.output<I>;
  deps: Deps;
  /** Carries the request's id. */
  log: Log;
  requestId: string;
};

type Answer = Response | Record<string, unknown> | readonly unknown[];
type Context = { params: Promise<Record<string, string | string[] | undefined>> };
export type Route = (request: Request, context: Context) => Promise<Response>;

type OpenRoute<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType> = Schemas<P, Q, I> & {
  /** Whoever calls, with whatever proof `handle` itself asks for. */
  allow: "anyone";
  handle(handed: Handed<P, Q, I>): Promise<Answer>;
};
type GuardedRoute<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType> = Schemas<P, Q, I> & {
  /** An API key or a signed-in member with this permission. */
  allow: Permission;
  handle(handed: Handed<P, Q, I> & { actor: PortalActor }): Promise<Answer>;
};

/**
 * The only way to make a route: states who may call, parses what is given, and answers data as JSON, a Response as it
 * is, and anything thrown as problem+json under the request's id. Nothing it answers may be stored by a cache.
 */
export function defineRoute<P extends z.ZodType = z.ZodUnknown, Q extends z.ZodType = z.ZodUnknown, I extends z.ZodType = z.ZodUnknown>(
  route: OpenRoute<P, Q, I> | GuardedRoute<P, Q, I>,
): Route {
  return async (request, context) => {
    const requestId = requestIdOf(request.headers);
    const deps = webDeps();
    const log = deps.log.with({ requestId });
    try {
      const answer = await (route.allow === "anyone"
        ? route.handle({ ...(await parseRequest(route, request, context)), deps, log, requestId })
        : handleGuarded(route, { request, context, deps, log, requestId }));
      return withHeaders(answer, requestId);
    } catch (error) {
      return refuse(error, { log, requestId, method: request.method });
    }
  };
}

type Call = { request: Request; context: Context; deps: Deps; log: Log; requestId: string };

async function handleGuarded<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType>(
  route: GuardedRoute<P, Q, I>,
  { request, context, deps, log, requestId }: Call,
): Promise<Answer> {
  // Access first: who may not ask learns nothing from how the input is judged.
  const actor = await requireAccess(deps, { request, permission: route.allow, findSignedIn: findSignedInMember });
  return route.handle({ ...(await parseRequest(route, request, context)), actor, deps, log, requestId });
}

async function parseRequest<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType>(
  { params, query, input }: Schemas<P, Q, I>,
  request: Request,
  context: Context,
): Promise<Pick<Handed<P, Q, I>, "request" | "params" | "query" | "input">> {
  const segments = params?.safeParse(await context.params);
  if (segments && !segments.success) throw new NotFoundError("A path segment has the wrong form", { code: "web.not_found" });
  const asked = query?.safeParse(readQuery(request));
  if (asked && !asked.success) throw inputError(asked.error, "web.bad_query");
  const body = input?.safeParse(await readJson(request));
  if (body && !body.success) throw inputError(body.error, "web.invalid_input");
  // Without a schema nothing is handed over: the type says unknown and the value is undefined.
  return { request, params: segments?.data, query: asked?.data, input: body?.data } as Pick<
    Handed<P, Q, I>,
    "request" | "params" | "query" | "input"
  >;
}

function readQuery(request: Request): Record<string, string> {
  const given = Object.fromEntries(new URL(request.url).searchParams);
  requireStorable(given);
  return given;
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  // Also what keeps a foreign page's form from posting here: JSON needs a preflight that we never answer.
  if (!/^application\/json\b/i.test(type)) throw new InputError("The body must be application/json", { code: "web.body_not_json" });
  const bytes = await readCapped(request);
  const body = parseJson(bytes);
  requireStorable(body);
  return body;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new InputError("The body is not JSON in UTF-8", { code: "web.unreadable_body", cause });
  }
}

function inputError({ issues }: z.ZodError, code: "web.bad_query" | "web.invalid_input"): InputError {
  const [first] = issues;
  return new InputError(first?.message ?? "The input does not fit", { code, field: first?.path.join(".") });
}

function withHeaders(answer: Answer, requestId: string): Response {
  const given = answer instanceof Response ? answer : Response.json(answer);
  // The headers of a redirect cannot be changed, but copied.
  const isFixed = given.status >= 300 && given.status < 400;
  const response = isFixed ? new Response(given.body, { status: given.status, headers: given.headers }) : given;
  response.headers.set(requestIdHeader, requestId);
  response.headers.set("x-content-type-options", "nosniff");
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}
