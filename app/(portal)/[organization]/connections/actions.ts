"use server";

import { z } from "zod";
import { checkNow } from "@/lib/connection/check-now.ts";
import { requestConnect } from "@/lib/connection/connect/request-connect.ts";
import { disconnect } from "@/lib/connection/disconnect.ts";
import { createDraft, saveDraftStep } from "@/lib/connection/draft.ts";
import { cancelRotation } from "@/lib/connection/rotate/cancel-rotation.ts";
import { enterCredentials } from "@/lib/connection/rotate/enter-credentials.ts";
import { newCredentialsSchema } from "@/lib/connection/rotate/schema.ts";
import { startRotation } from "@/lib/connection/rotate/start-rotation.ts";
import { saveFourValues } from "@/lib/connection/save-four-values.ts";
import { saveOptions } from "@/lib/connection/save-options.ts";
import { connectionNameSchema, connectionOptionsSchema, fourValuesSchema, wizardStepSchema } from "@/lib/connection/schema.ts";
import { testConnection } from "@/lib/connection/test-connection.ts";
import { ConflictError, InputError, NotFoundError, UpstreamError } from "@/lib/platform/errors.ts";
import { cancelOpenVerifications } from "@/lib/verification/cancel-verification.ts";
import { defineAction, refuse } from "@/lib/web/define-action.ts";

const permission = "connection:edit";
const ofConnection = z.object({ connectionId: z.uuid() });

export const createDraftAction = defineAction({
  permission,
  input: z.object({ name: connectionNameSchema }),
  run: ({ input, actor, deps }) => createDraft(deps, { ...input, organizationId: actor.organizationId, actor }),
});

export const saveStepAction = defineAction({
  permission,
  input: ofConnection.extend({ step: wizardStepSchema, trackingIdentifierKind: z.enum(["custom", "vendor"]).optional() }),
  async run({ input: { trackingIdentifierKind, ...input }, actor, deps }) {
    const kind = trackingIdentifierKind === undefined ? {} : { trackingIdentifierKind };
    await saveDraftStep(deps, { ...input, ...kind, organizationId: actor.organizationId, actor });
    return { saved: true };
  },
});

/** Stores what was typed, then tries it: at most one call with these values. */
export const testAction = defineAction({
  permission,
  input: fourValuesSchema.extend({ connectionId: z.uuid(), again: z.boolean() }),
  async run({ input: { connectionId, again, ...values }, actor, deps }) {
    const asked = { organizationId: actor.organizationId, connectionId, actor };
    try {
      await saveFourValues(deps, { ...asked, values });
    } catch (error) {
      return refusedField(error);
    }
    return { test: await testConnection(deps, { ...asked, again }) };
  },
});

/** One more try of the stored values, for a connection whose sign-in was refused. */
export const tryOnceAction = defineAction({
  permission,
  input: ofConnection,
  async run({ input, actor, deps }) {
    return { test: await testConnection(deps, { ...input, organizationId: actor.organizationId, actor, again: true }) };
  },
});

/** Tries new credentials beside those in use. At most one call with them; those in use are not touched. */
export const enterCredentialsAction = defineAction({
  permission,
  input: newCredentialsSchema.extend({ connectionId: z.uuid(), again: z.boolean() }),
  async run({ input: { connectionId, again, ...values }, actor, deps }) {
    try {
      return { test: await enterCredentials(deps, { organizationId: actor.organizationId, connectionId, actor, values, again }) };
    } catch (error) {
      // Another person began to put credentials in place: the page shows how far.
      if (error instanceof ConflictError) return refuse("connection.rotation_running");
      return refusedField(error);
    }
  },
});

/** Put in place, Try this step again, and Remove the old webhook now are one: what the exchange needs next. */
export const startRotationAction = defineAction({
  permission,
  input: ofConnection,
  async run({ input, actor, deps }) {
    try {
      await startRotation(deps, { ...input, organizationId: actor.organizationId, actor });
    } catch (error) {
      if (error instanceof InputError) return refuse("connection.app_url_refused");
      if (error instanceof ConflictError && error.code === "connection.not_tested") return refuse("connection.not_tested");
      if (!(error instanceof ConflictError)) throw error;
    }
    return { running: true };
  },
});

export const cancelRotationAction = defineAction({
  permission,
  input: ofConnection,
  async run({ input, actor, deps }) {
    try {
      await cancelRotation(deps, { ...input, organizationId: actor.organizationId, actor });
    } catch (error) {
      if (error instanceof ConflictError && error.code === "connection.rotation_switched") return refuse("connection.rotation_switched");
      // Nothing is open any more, or somebody else pressed it: the page shows what is.
      if (!(error instanceof ConflictError || error instanceof NotFoundError)) throw error;
    }
    return { cancelled: true };
  },
});

function refusedField(error: unknown) {
  if (!(error instanceof InputError)) throw error;
  const { field, code } = error;
  if (field !== undefined && code === "connection.value_missing") return refuse("connection.value_missing", { field });
  if (code === "connection.zone_refused") return refuse("connection.zone_refused", { field: "zoneOverride" });
  throw error;
}

export const saveOptionsAction = defineAction({
  permission,
  input: connectionOptionsSchema.extend({ connectionId: z.uuid() }),
  async run({ input: { connectionId, ...options }, actor, deps }) {
    try {
      await saveOptions(deps, { organizationId: actor.organizationId, connectionId, actor, options });
    } catch (error) {
      if (error instanceof InputError && error.field !== undefined) return refuse("connection.option_missing", { field: error.field });
      if (error instanceof UpstreamError) return refuse("connection.autotask_away");
      throw error;
    }
    return { saved: true };
  },
});

/** Connect, Try this step again and Repair are one: what the connection needs now. */
export const connectAction = defineAction({
  permission,
  input: ofConnection,
  async run({ input, actor, deps }) {
    try {
      await requestConnect(deps, { ...input, organizationId: actor.organizationId, actor });
    } catch (error) {
      if (error instanceof InputError) return refuse("connection.app_url_refused");
      if (error instanceof ConflictError && error.code === "connection.not_tested") return refuse("connection.not_tested");
      // Another tab, or another person, pressed it first: the page shows their progress.
      if (!(error instanceof ConflictError)) throw error;
    }
    return { running: true };
  },
});

export const checkNowAction = defineAction({
  permission,
  input: ofConnection,
  async run({ input, actor, deps }) {
    return { failure: await checkNow(deps, { ...input, organizationId: actor.organizationId }) };
  },
});

export const disconnectAction = defineAction({
  permission,
  input: ofConnection,
  async run({ input, actor, deps }) {
    const { organizationId } = actor;
    await disconnect(deps, {
      ...input,
      organizationId,
      actor,
      cancelOpenVerifications: async (tx, connectionId) => {
        await cancelOpenVerifications(tx, { organizationId, connectionId, actor, now: deps.now() });
      },
    });
    return { disconnected: true };
  },
});
