"use client";

import { type Stored, type ValuesInput, valuesSchema } from "@/components/connection/four-values-fields.tsx";
import { useRefusedMark } from "@/components/connection/use-refused-mark.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import type { Failure, FourValues } from "@/lib/connection/schema.ts";

/** The form of the four values. */
export function useValuesForm(stored: Stored, { email, zoneOverride }: { email: string | null; zoneOverride: string | null }) {
  const refused = useRefusedMark();
  const form = useZodForm<ValuesInput, FourValues>(valuesSchema(stored).superRefine(refused.check), {
    email: email ?? "",
    username: "",
    secret: "",
    trackingIdentifier: "",
    zoneOverride: zoneOverride ?? "",
  });

  function mark(failure: Failure): void {
    const marked = refused.mark(failure, form.getValues());
    if (marked) form.setError(marked.field, marked);
  }

  return { form, mark, unmark: refused.unmark };
}
