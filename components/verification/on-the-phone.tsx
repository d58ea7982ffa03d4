"use client";

import { Checkbox, Description, Label } from "@heroui/react";

type Props = { value: boolean; onChange: (isOnThePhone: boolean) => void };

/** Whether a technician reads a number out, which ties the voice to the page. */
export function OnThePhone({ value, onChange }: Props) {
  return (
    <Checkbox isSelected={value} onChange={onChange} className="mt-4">
      <Checkbox.Content>
        <Checkbox.Control>
          <Checkbox.Indicator />
        </Checkbox.Control>
        <Label>They are on the phone with me</Label>
      </Checkbox.Content>
      <Description>
        You read two digits to them, and they type them before anything else. Without a browser they read you their code.
      </Description>
    </Checkbox>
  );
}
