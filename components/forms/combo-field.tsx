"use client";

import { ComboBox, Description, FieldError, Input, Label, ListBox } from "@heroui/react";
import type { ReactNode } from "react";
import { useController } from "react-hook-form";
import type { Choice } from "@/components/forms/select-field.tsx";

type Props = {
  name: string;
  label: string;
  choices: readonly Choice[];
  hint?: ReactNode;
  placeholder?: string;
};

/** A choice from a long list, found by typing: queues, contacts, companies. */
export function ComboField({ name, label, choices, hint, placeholder }: Props) {
  const { field, fieldState } = useController({ name });
  return (
    <ComboBox
      name={field.name}
      value={field.value || null}
      onChange={(value) => field.onChange(value === null ? "" : String(value))}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
      menuTrigger="focus"
      fullWidth
    >
      <Label>{label}</Label>
      <ComboBox.InputGroup>
        <Input ref={field.ref} placeholder={placeholder} autoComplete="off" />
        <ComboBox.Trigger />
      </ComboBox.InputGroup>
      {hint !== undefined && !fieldState.invalid && <Description>{hint}</Description>}
      <FieldError>{fieldState.error?.message}</FieldError>
      <ComboBox.Popover>
        <ListBox renderEmptyState={() => <p className="px-3 py-2 text-dense text-muted">Nothing in this list has that name</p>}>
          {choices.map((choice) => (
            <ListBox.Item key={choice.value} id={choice.value} textValue={choice.label}>
              {choice.label}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </ComboBox.Popover>
    </ComboBox>
  );
}
