"use client";

import { Description, FieldError, Label, Radio, RadioGroup } from "@heroui/react";
import { useController } from "react-hook-form";

export type RadioChoice = { value: string; name: string; what: string };

type Props = { name: string; label: string; choices: readonly RadioChoice[] };

/** One of a few choices, each with what it means. */
export function RadioField({ name, label, choices }: Props) {
  const { field, fieldState } = useController({ name });
  return (
    <RadioGroup name={field.name} value={field.value ?? ""} onChange={field.onChange} onBlur={field.onBlur} isInvalid={fieldState.invalid}>
      <Label>{label}</Label>
      {choices.map(({ value, name: choice, what }) => (
        <Radio key={value} value={value}>
          <Radio.Content>
            <Radio.Control>
              <Radio.Indicator />
            </Radio.Control>
            {choice}
          </Radio.Content>
          <Description>{what}</Description>
        </Radio>
      ))}
      <FieldError>{fieldState.error?.message}</FieldError>
    </RadioGroup>
  );
}
