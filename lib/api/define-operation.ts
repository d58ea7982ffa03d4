import type { z } from "zod";
import type { PortalActor } from "../organization/portal-actor.ts";
import type { Deps } from "../platform/deps.ts";
import type { Log } from "../platform/log.ts";
import { defineRoute, type Route } from "../web/define-route.ts";
import { nothing, type Operation } from "./operation.ts";

type Handed<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  input: z.output<I>;
  actor: PortalActor;
  deps: Deps;
  log: Log;
};

/**
 * The route of an operation: permission, schemas and answer are those that the OpenAPI document states. The answer goes
 * through its schema, so that a field nobody described never leaves.
 */
export function defineOperation<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, Q, I, O>,
  handle: (handed: Handed<P, Q, I>) => Promise<z.input<O>>,
): Route {
  const hasInput = (operation.input as z.ZodType) !== nothing;
  return defineRoute({
    allow: operation.allow,
    params: operation.params,
    query: operation.query,
    ...(hasInput && { input: operation.input }),
    async handle({ params, query, input, actor, deps, log }) {
      const answer = operation.output.parse(await handle({ params, query, input: input as z.output<I>, actor, deps, log }));
      return Response.json(answer, { status: operation.method === "post" && "id" in Object(answer) ? 201 : 200 });
    },
  });
}
