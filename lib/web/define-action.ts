import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { can, type Permission } from "../organization/permissions.ts";
import type { PortalActor } from "../organization/portal-actor.ts";
import type { Deps } from "../platform/deps.ts";
import { AccessError, ConflictError, InputError, LimitError, NotFoundError, UpstreamError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import type { ActionResult, CommonCode } from "./action-result.ts";
import { webDeps } from "./deps.ts";
import { requestIdOf } from "./request-id.ts";
import { chooseMembership, memberActor } from "./require-access.ts";
import { requireStorable } from "./require-storable.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { findSignedInMember } from "./session.ts";

declare const refusal: unique symbol;
/** An answer that an action foresees: it carries a code for which the form has the words. */
export type Refused<Code extends string> = { readonly [refusal]: true; code: Code; field?: string };

const refused = new WeakSet<object>();

/** The foreseen "no" of an action, on the field it is about. */
export function refuse<const Code extends `${string}.${string}`>(code: Code, { field }: { field?: string } = {}): Refused<Code> {
  const answer = { code, ...(field === undefined ? {} : { field }) };
  refused.add(answer);
  // The brand exists in types only; the set above is what is asked at run time.
  return answer as Refused<Code>;
}

type CodeOf<Answer> = Answer extends Refused<infer Code> ? Code : never;
type DataOf<Answer> = Exclude<Answer, Refused<string>>;
type Result<Answer> = Promise<ActionResult<DataOf<Answer>, CodeOf<Answer> | CommonCode>>;
type Common = { deps: Deps; log: Log; requestId: string; headers: Headers };
type Handed<Input extends z.ZodType> = Common & { input: z.output<Input> };

type Guarded<Input extends z.ZodType, Answer> = {
  permission: Permission;
  input: Input;
  run(handed: Handed<Input> & { actor: PortalActor }): Promise<Answer>;
};

/**
 * The only way to make a server action of a member: requires the permission each time, parses the input, runs, and
 * answers data or a code. The first argument is the slug of the organization, which a page binds:
 * `submit={saveAction.bind(null, organization.slug)}`. Never answers what was put in.
 */
export function defineAction<Input extends z.ZodType, Answer>({ permission, input, run }: Guarded<Input, Answer>) {
  return async (organizationSlug: string, values: z.input<Input>): Result<Answer> =>
    answer(async (common) => {
      // Access first: who may not ask learns nothing from how the input is judged.
      const actor = await requireActor(organizationSlug, permission);
      return run({ ...common, input: parseInput(input, values), actor });
    });
}

type Open<Input extends z.ZodType, Answer> = {
  allow: "anyone";
  input: Input;
  run(handed: Handed<Input>): Promise<Answer>;
};

/** The same for whoever is not signed in yet; the proof is in the input, and `run` asks for it. */
export function defineOpenAction<Input extends z.ZodType, Answer>({ input, run }: Open<Input, Answer>) {
  return async (values: z.input<Input>): Result<Answer> => answer(async (common) => run({ ...common, input: parseInput(input, values) }));
}

async function requireActor(organizationSlug: string, permission: Permission): Promise<PortalActor> {
  const signedIn = await findSignedInMember();
  if (!signedIn) throw new AccessError("Nobody is signed in", { code: "web.signed_out", status: 401 });
  const membership = chooseMembership(signedIn, organizationSlug);
  if (!membership) throw new NotFoundError("Not a member of that organization", { code: "web.not_found" });
  if (can(membership.role, permission)) return memberActor(signedIn, membership);
  throw new AccessError(`The role ${membership.role} lacks ${permission}`, { code: "web.forbidden", status: 403 });
}

function parseInput<Input extends z.ZodType>(schema: Input, values: unknown): z.output<Input> {
  requireStorable(values);
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join(".");
  throw new InputError("The input of an action does not fit", { code: "web.invalid_input", field });
}

async function answer<Answer>(work: (common: Common) => Promise<Answer>): Result<Answer> {
  const deps = webDeps();
  const sent = await headers();
  const requestId = requestIdOf(sent);
  const log = deps.log.with({ requestId });
  try {
    requireSameOrigin(sent, deps.appUrl);
    return asResult(await work({ deps, log, requestId, headers: sent }));
  } catch (error) {
    // Next's own redirect() and notFound() travel as errors.
    unstable_rethrow(error);
    const refusal = actionRefusalFor(error);
    if (refusal) return { ok: false, ...refusal, requestId };
    log.error("web.action_failed", error);
    throw error;
  }
}

function asResult<Answer>(answer: Answer): Awaited<Result<Answer>> {
  if (typeof answer === "object" && answer !== null && refused.has(answer)) {
    const { code, field } = answer as unknown as Refused<CodeOf<Answer>>;
    return { ok: false, code, ...(field === undefined ? {} : { field }) };
  }
  return { ok: true, data: answer as DataOf<Answer> };
}

/**
 * The one mapping from errors to action results. Null for what no form can mend: it is logged, and the page shows its
 * error boundary.
 */
export function actionRefusalFor(error: unknown): { code: CommonCode; field?: string } | null {
  if (error instanceof InputError) return { code: "web.invalid_input", ...(error.field === undefined ? {} : { field: error.field }) };
  if (error instanceof AccessError) return { code: accessCode[error.status] };
  if (error instanceof NotFoundError) return { code: "web.not_found" };
  if (error instanceof ConflictError) return { code: "web.conflict" };
  if (error instanceof LimitError) return { code: "web.rate_limited" };
  if (error instanceof UpstreamError) return { code: "web.unavailable" };
  return null;
}

const accessCode = { 401: "web.signed_out", 403: "web.forbidden", 404: "web.not_found" } as const;
