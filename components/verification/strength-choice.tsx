"use client";

import { Description, Label, ListBox, Select } from "@heroui/react";
import { strengthWords } from "@/components/verification/strength-words.ts";
import { type Strength, strengthSchema } from "@/lib/verification/schema.ts";

type Props = { value: Strength; onChange: (strength: Strength) => void; label?: string; isDisabled?: boolean };

/** What the request is about, which says how much proof it takes. */
export function StrengthChoice({ value, onChange, label = "What is the request about?", isDisabled = false }: Props) {
  return (
    <Select value={value} onChange={(key) => onChange(strengthSchema.parse(key))} isDisabled={isDisabled} fullWidth>
      <Label>{label}</Label>
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      <Description>
        Asks for {strengthWords[value].name}. {strengthWords[value].takes}
      </Description>
      <Select.Popover>
        <ListBox>
          {strengthSchema.options.map((strength) => (
            <ListBox.Item key={strength} id={strength} textValue={strengthWords[strength].about}>
              {strengthWords[strength].about}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
