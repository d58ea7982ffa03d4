"use client";

import { Description, Label, Switch } from "@heroui/react";
import type { ReactNode } from "react";
import { useController } from "react-hook-form";

type Props = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** Called after the value has changed: a switch takes effect at once. */
  onSwitched?: (isOn: boolean) => void;
};

/** On or off, at once: words left, switch right. */
export function SwitchField({ name, label, hint, onSwitched }: Props) {
  const { field } = useController({ name });
  return (
    <Switch
      name={field.name}
      isSelected={field.value === true}
      onChange={(isOn) => {
        field.onChange(isOn);
        onSwitched?.(isOn);
      }}
      onBlur={field.onBlur}
      className="w-full"
    >
      <Switch.Content className="flex w-full items-center justify-between gap-4">
        <Label>{label}</Label>
        <Switch.Control>
          <Switch.Thumb />
        </Switch.Control>
      </Switch.Content>
      {hint !== undefined && <Description className="pl-0">{hint}</Description>}
    </Switch>
  );
}
