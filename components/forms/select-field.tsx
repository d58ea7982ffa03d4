"use client";

import { Description, FieldError, Label, ListBox, Select } from "@heroui/react";
import type { ReactNode } from "react";
import { useController } from "react-hook-form";

export type Choice = { value: string; label: string };

type Props = {
  name: string;
  label: string;
  choices: readonly Choice[];
  hint?: ReactNode;
  placeholder?: string;
};

/** A choice from a short, closed list. For long ones there is `ComboField`. */
export function SelectField({ name, label, choices, hint, placeholder = "Choose" }: Props) {
  const { field, fieldState } = useController({ name });
  return (
    <Select
      name={field.name}
      value={field.value || null}
      onChange={(value) => field.onChange(value === null ? "" : String(value))}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
      placeholder={placeholder}
      fullWidth
    >
      <Label>{label}</Label>
      <Select.Trigger ref={field.ref} aria-invalid={fieldState.invalid || undefined}>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      {hint !== undefined && !fieldState.invalid && <Description>{hint}</Description>}
      <FieldError>{fieldState.error?.message}</FieldError>
      <Select.Popover>
        <ListBox>
          {choices.map((choice) => (
            <ListBox.Item key={choice.value} id={choice.value} textValue={choice.label}>
              {choice.label}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
