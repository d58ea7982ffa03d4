"use client";

import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { commonText, isCommonCode } from "@/components/forms/common-text.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type Options<T, Code extends string> = {
  /** One sentence for each code of this action; those any action can give have theirs already. */
  text: Record<Exclude<Code, CommonCode>, string>;
  onSuccess?: (data: T) => void | Promise<void>;
};

/**
 * Joins a form to an action: sends the values, and puts a refusal on the field it names, else on the form. The promise
 * ends when the action and `onSuccess` have, so `Form` knows how long to wait.
 */
export function useFormAction<Input extends FieldValues, Output, T, Code extends string>(
  form: UseFormReturn<Input, unknown, Output>,
  submit: (values: Output) => Promise<ActionResult<T, Code>>,
  { text, onSuccess }: Options<T, Code>,
): { submit: (values: Output) => Promise<void>; isPending: boolean } {
  async function send(values: Output) {
    const result = await submit(values).catch((): ActionResult<T, CommonCode> => ({ ok: false, code: "web.unavailable" }));
    if (result.ok) {
      await onSuccess?.(result.data);
      return;
    }
    const sentence = sentenceFor(result.code, text);
    const message = result.requestId === undefined ? sentence : `${sentence} The id of this request is ${result.requestId}.`;
    form.setError(fieldOf(form, result.field), { type: result.code, message });
  }
  return { submit: send, isPending: form.formState.isSubmitting };
}

function sentenceFor(code: string, text: Record<string, string>): string {
  return text[code] ?? (isCommonCode(code) ? commonText[code] : commonText["web.unavailable"]);
}

/** The field a refusal names, when this form has it: the server may name one of another screen. */
function fieldOf<Input extends FieldValues, Output>(form: UseFormReturn<Input, unknown, Output>, field: string | undefined) {
  if (field === undefined || !(field in form.getValues())) return "root";
  // The line above has just found this name among the form's own values.
  return field as Path<Input>;
}
