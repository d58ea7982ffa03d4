"use client";

import { useRef } from "react";
import type { z } from "zod";
import { failureSentence } from "@/components/connection/failure-words.ts";
import type { Failure } from "@/lib/connection/schema.ts";

type Field = NonNullable<Failure["field"]>;
type Values = Partial<Record<Field, string | null>>;

/**
 * What Autotask refused stays marked until it is changed or sent again: were the mark gone on leaving the field, what stands
 * below would move away from under the pointer. `check` belongs into the form's schema.
 */
export function useRefusedMark() {
  const refused = useRef<{ field: Field; value: string | undefined; message: string } | null>(null);

  function check(values: Values, context: z.RefinementCtx): void {
    const mark = refused.current;
    if (mark && values[mark.field] === mark.value) context.addIssue({ code: "custom", path: [mark.field], message: mark.message });
  }

  /** The words for the field that the failure names, to be put on it. Null where it names none. */
  function mark({ field, code, params }: Failure, typed: Values): { field: Field; type: string; message: string } | null {
    if (field === null) return null;
    const message = failureSentence({ code, params });
    refused.current = { field, value: typed[field]?.trim(), message };
    return { field, type: code, message };
  }

  /** Before a form is checked to be sent: the same values may be sent again. */
  function unmark(): void {
    refused.current = null;
  }

  return { check, mark, unmark };
}
