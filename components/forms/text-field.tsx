"use client";

import { Description, FieldError, TextField as HeroTextField, Input, Label, TextArea } from "@heroui/react";
import type { ReactNode } from "react";
import { useController } from "react-hook-form";

type Props = {
  name: string;
  /** Ends in "(optional)" when it is. */
  label: string;
  hint?: ReactNode;
  type?: "text" | "email" | "url" | "number";
  autoComplete?: string;
  placeholder?: string;
  /** For what is compared or read out: user names, identifiers, host names. */
  isCode?: boolean;
  /** More than one line. */
  rows?: number;
  autoFocus?: boolean;
};

/** One line or a few lines of text: label above, help below, an error in place of the help. */
export function TextField({ name, label, hint, type = "text", autoComplete = "off", placeholder, isCode = false, rows, autoFocus }: Props) {
  const { field, fieldState } = useController({ name });
  const input = { ref: field.ref, placeholder, fullWidth: true, className: isCode ? "code" : undefined };
  return (
    <HeroTextField
      name={field.name}
      value={field.value ?? ""}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
      type={type}
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      spellCheck={isCode ? "false" : undefined}
      fullWidth
    >
      <Label>{label}</Label>
      {rows === undefined ? <Input {...input} /> : <TextArea {...input} rows={rows} />}
      {hint !== undefined && !fieldState.invalid && <Description>{hint}</Description>}
      <FieldError>{fieldState.error?.message}</FieldError>
    </HeroTextField>
  );
}
