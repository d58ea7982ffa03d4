"use client";

import { ListBox, Select } from "@heroui/react";
import { roleWords } from "@/components/organization/team-words.ts";
import type { TeamRole } from "@/lib/organization/schema.ts";

type Props = { person: string; value: TeamRole; roles: TeamRole[]; isDisabled: boolean; onChange: (role: TeamRole) => void };

/** The role of one person, which takes effect when it is chosen. */
export function TeamRoleSelect({ person, value, roles, isDisabled, onChange }: Props) {
  return (
    <Select
      aria-label={`Role of ${person}`}
      value={value}
      isDisabled={isDisabled}
      onChange={(chosen) => {
        const role = roles.find((each) => each === chosen);
        if (role !== undefined && role !== value) onChange(role);
      }}
      className="w-36"
    >
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      <Select.Popover>
        <ListBox>
          {roles.map((role) => (
            <ListBox.Item key={role} id={role} textValue={roleWords[role].name}>
              {roleWords[role].name}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
