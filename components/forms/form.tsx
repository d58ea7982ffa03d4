"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";

type Props<Input extends FieldValues, Output> = {
  form: UseFormReturn<Input, unknown, Output>;
  onSubmit: (values: Output) => Promise<void>;
  children: ReactNode;
  /** Names the form where its heading does not. */
  label?: string;
  /** For a button outside of it that sends it: `<Button type="submit" form={id}>`. */
  id?: string;
};

/**
 * A form that locks itself while it is sent, then leads to the first field with an error, or shows the refusal that
 * belongs to no field. Never clears what was typed.
 */
export function Form<Input extends FieldValues, Output>({ form, onSubmit, children, label, id }: Props<Input, Output>) {
  const element = useRef<HTMLFormElement>(null);
  const lastFocus = useRef<Element | null>(null);
  const { isSubmitting, errors } = form.formState;
  const refusal = errors.root?.message;

  useEffect(() => {
    // A locked fieldset drops the focus. It goes to the first error, else back to where it was.
    if (isSubmitting || lastFocus.current === null) return;
    const firstError = element.current?.querySelector("[aria-invalid=true]:not([type=hidden])");
    const target = firstError ?? (document.activeElement === document.body ? lastFocus.current : null);
    lastFocus.current = null;
    if (target instanceof HTMLElement) target.focus();
  }, [isSubmitting]);

  return (
    <FormProvider {...form}>
      {/* POST: should the page not have come alive yet, what was typed must not end up in the address. */}
      <form
        ref={element}
        id={id}
        method="post"
        noValidate
        aria-label={label}
        onSubmit={(event) => {
          lastFocus.current = document.activeElement;
          form.clearErrors("root");
          void form.handleSubmit(onSubmit)(event);
        }}
      >
        <fieldset disabled={isSubmitting} className="flex min-w-0 flex-col gap-4">
          {children}
        </fieldset>
        <p role="alert" className={refusal === undefined ? "sr-only" : "mt-4 text-body text-danger"}>
          {refusal}
        </p>
      </form>
    </FormProvider>
  );
}
