"use client";

import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { type Kept, keptValues, secretFields } from "@/components/connection/credentials/kept-values.ts";
import { useRefusedMark } from "@/components/connection/use-refused-mark.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { type CredentialsView, type NewCredentials, newCredentialsSchema } from "@/lib/connection/rotate/schema.ts";
import type { Failure } from "@/lib/connection/schema.ts";

type Input = z.input<typeof newCredentialsSchema>;
type View = Pick<CredentialsView, "stored" | "open">;

const paste = {
  username: "Paste the username of the new API user.",
  secret: "Paste the password of the new API user.",
  trackingIdentifier: "Paste the tracking identifier.",
} as const;

/** The form for new credentials. An empty field stands for what `kept` says; where that is nothing, it has to be filled. */
export function useNewCredentialsForm(view: View, { wantsVendor }: { wantsVendor: boolean }) {
  const refused = useRefusedMark();
  const schema = newCredentialsSchema
    // The same API user keeps its name; the field is not there.
    .transform((values) => (values.apiUser === "same" ? { ...values, username: "" } : values))
    .superRefine((values, context) => requireUnkept(values, keptValues(view, values), context))
    .superRefine(refused.check);
  const form = useZodForm<Input, NewCredentials>(schema, initialValues(view, wantsVendor));
  const [apiUser, trackingIdentifierKind] = useWatch({ control: form.control, name: ["apiUser", "trackingIdentifierKind"] });
  const { clearErrors, reset } = form;
  const { isDirty } = form.formState;
  const enteredAt = view.open?.startedAt;

  // Entered in another tab: this one shows the same choice, unless somebody is typing here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new entry is news
  useEffect(() => {
    if (!isDirty && enteredAt !== undefined) reset(initialValues(view, wantsVendor));
  }, [enteredAt]);

  // What is asked for depends on the choice: a complaint about the other one would stay without a reason.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two choices are what it runs for
  useEffect(() => clearErrors(), [apiUser, trackingIdentifierKind, clearErrors]);

  function mark(failure: Failure): void {
    const marked = refused.mark(failure, form.getValues());
    if (marked) form.setError(marked.field, marked);
  }

  return {
    form,
    kept: keptValues(view, { apiUser, trackingIdentifierKind }),
    apiUser,
    trackingIdentifierKind,
    mark,
    unmark: refused.unmark,
  };
}

function initialValues({ stored, open }: View, wantsVendor: boolean): Input {
  const { email, trackingIdentifierKind, zoneOverride } = open ?? stored;
  const wanted = {
    apiUser: wantsVendor ? "new" : "same",
    trackingIdentifierKind: wantsVendor ? "vendor" : trackingIdentifierKind,
  } as const;
  const chosen = open === null ? wanted : { apiUser: open.apiUser, trackingIdentifierKind };
  return { email: email ?? "", username: "", secret: "", trackingIdentifier: "", zoneOverride: zoneOverride ?? "", ...chosen };
}

function requireUnkept(values: NewCredentials, kept: Kept, context: z.RefinementCtx): void {
  for (const field of secretFields) {
    if (values[field] === "" && kept[field] === null) context.addIssue({ code: "custom", path: [field], message: paste[field] });
  }
}
