"use client";

import { Description, FieldError, InputGroup, Label, TextField } from "@heroui/react";
import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useController } from "react-hook-form";
import { PlainButton } from "@/components/ui/plain-button.tsx";

type Props = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** `current-password` or `new-password` for a person's own; off for keys of machines. */
  autoComplete?: "off" | "current-password" | "new-password";
  autoFocus?: boolean;
};

/** A secret, with an eye to check what was pasted. Paste is always allowed. */
export function SecretField({ name, label, hint, autoComplete = "off", autoFocus }: Props) {
  const { field, fieldState } = useController({ name });
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      name={field.name}
      value={field.value ?? ""}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
      type={isShown ? "text" : "password"}
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      spellCheck="false"
      fullWidth
    >
      <Label>{label}</Label>
      <InputGroup fullWidth>
        <InputGroup.Input ref={field.ref} className="code w-full" autoCapitalize="none" />
        <InputGroup.Suffix className="px-0">
          {/* Keeps its name and says by its state whether the secret shows; the focus stays where it was. */}
          <PlainButton
            aria-label={`Show ${label}`}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            className="inline-grid h-full w-9 cursor-pointer place-items-center text-muted hover:text-foreground"
          >
            <Icon size={16} aria-hidden />
          </PlainButton>
        </InputGroup.Suffix>
      </InputGroup>
      {hint !== undefined && !fieldState.invalid && <Description>{hint}</Description>}
      <FieldError>{fieldState.error?.message}</FieldError>
    </TextField>
  );
}
