"use client";

import { useRef } from "react";
import { failureSentence } from "@/components/connection/failure-words.ts";
import { type Stored, type ValuesInput, valuesSchema } from "@/components/connection/four-values-fields.tsx";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import type { Failure, FourValues } from "@/lib/connection/schema.ts";

/**
 * The form of the four values. What Autotask refused stays marked until it is changed or sent again: were the mark gone on
 * leaving the field, what stands below would move away from under the pointer.
 */
export function useValuesForm(stored: Stored, { email, zoneOverride }: { email: string | null; zoneOverride: string | null }) {
  const refused = useRef<{ field: keyof FourValues; value: string | undefined; message: string } | null>(null);
  const schema = valuesSchema(stored).superRefine((values, context) => {
    const mark = refused.current;
    if (mark && values[mark.field] === mark.value) context.addIssue({ code: "custom", path: [mark.field], message: mark.message });
  });
  const form = useZodForm<ValuesInput, FourValues>(schema, {
    email: email ?? "",
    username: "",
    secret: "",
    trackingIdentifier: "",
    zoneOverride: zoneOverride ?? "",
  });

  function mark({ field, code, params }: Failure): void {
    if (field === null) return;
    const message = failureSentence({ code, params });
    refused.current = { field, value: form.getValues(field)?.trim(), message };
    form.setError(field, { type: code, message });
  }

  /** Before a form is checked to be sent: the same values may be sent again. */
  function unmark(): void {
    refused.current = null;
  }

  return { form, mark, unmark };
}
