"use client";

import { ListBox, Popover, Pressable } from "@heroui/react";
import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { PlainButton } from "@/components/ui/plain-button.tsx";

/** `isName`: written as it is, and not in small letters. */
export type FilterOption = { value: string; label: string; isName?: boolean };

type Props = {
  label: string;
  options: FilterOption[];
  /** The chosen value; null when the filter is off. */
  value: string | null;
  onChange: (value: string | null) => void;
};

/** A filter that shows its value and can be removed: "Outcome", then "Outcome: denied ×". */
export function FilterButton({ label, options, value, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const colours = chosen === undefined ? "border-border-strong bg-surface" : "border-accent bg-accent-soft text-accent-soft-foreground";
  return (
    <div className={`inline-flex h-(--control) items-center rounded-control border text-dense font-medium ${colours}`}>
      <Popover isOpen={isOpen} onOpenChange={setOpen}>
        <Pressable>
          <PlainButton className="inline-flex h-full max-w-64 cursor-pointer items-center gap-1.5 truncate rounded-control px-2.5 hover:bg-surface-tertiary/50">
            {chosen === undefined ? label : `${label}: ${chosen.isName ? chosen.label : chosen.label.toLowerCase()}`}
            {chosen === undefined && <ChevronDown size={14} aria-hidden />}
          </PlainButton>
        </Pressable>
        <Popover.Content placement="bottom start">
          <Popover.Dialog aria-label={label} className="max-h-80 overflow-y-auto p-1">
            {options.length === 0 && <p className="px-3 py-2 text-dense text-muted">There is nothing to choose from yet</p>}
            <ListBox
              aria-label={label}
              selectionMode="single"
              selectedKeys={value === null ? [] : [value]}
              onSelectionChange={(keys) => {
                const [key] = keys === "all" ? [] : [...keys];
                onChange(key === undefined ? null : String(key));
                setOpen(false);
              }}
            >
              {options.map((option) => (
                <ListBox.Item key={option.value} id={option.value} textValue={option.label}>
                  {option.label}
                  <ListBox.ItemIndicator />
                </ListBox.Item>
              ))}
            </ListBox>
          </Popover.Dialog>
        </Popover.Content>
      </Popover>
      {chosen !== undefined && (
        <PlainButton
          aria-label={`Remove the filter ${label}`}
          onClick={() => onChange(null)}
          className="mr-1 inline-grid size-6 cursor-pointer place-items-center rounded-tag hover:bg-surface-tertiary"
        >
          <X size={14} aria-hidden />
        </PlainButton>
      )}
    </div>
  );
}
