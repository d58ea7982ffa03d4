import { z } from "zod";
import type { Permission } from "../organization/permissions.ts";

/** One operation of the REST API: what its route obeys and what the OpenAPI document says. One truth for both. */
export type Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api/v1, with {names}. */
  path: string;
  summary: string;
  /** The permission that the caller's role must include. */
  allow: Permission;
  params: P;
  query: Q;
  input: I;
  output: O;
  /** Bytes instead of JSON, by their media types. Such a route is made by `defineRoute`, and takes `allow` from here. */
  bytes?: { input?: readonly string[]; output?: readonly string[] };
};

type Given<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType, O extends z.ZodType> = Omit<
  Operation<P, Q, I, O>,
  "params" | "query" | "input"
> & { params?: P; query?: Q; input?: I };

/** Nothing is asked for: whatever stands there is not looked at. */
export const nothing = z.unknown();

/** Describes an operation. Left out: no path parameters, no query, no body. */
export function describeOperation<
  O extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  I extends z.ZodType = typeof nothing,
>({ params, query, input, ...rest }: Given<P, Q, I, O>): Operation<P, Q, I, O> {
  // What is left out has the type that the defaults of P, Q and I name.
  return {
    ...rest,
    params: params ?? (nothing as unknown as P),
    query: query ?? (nothing as unknown as Q),
    input: input ?? (nothing as unknown as I),
  };
}

/** Answered by an operation that has nothing to say but that it is done. */
export const doneSchema = z.object({ done: z.literal(true) });
export const done = { done: true } as const;
