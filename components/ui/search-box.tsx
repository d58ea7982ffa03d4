"use client";

import { SearchField } from "@heroui/react";
import { useState } from "react";

type Props = {
  label: string;
  placeholder: string;
  /** What is searched for now. */
  value: string;
  /** Called on Enter and when the field is cleared, never while typing. */
  onSearch: (value: string) => void;
};

/** Search in a list. */
export function SearchBox({ label, placeholder, value, onSearch }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // A search that comes back late, or from another place, must not take away what is being typed by now.
    if (text === seen) setText(value);
  }
  return (
    <SearchField
      aria-label={label}
      value={text}
      onChange={setText}
      onSubmit={(submitted) => onSearch(submitted.trim())}
      onClear={() => onSearch("")}
      className="w-full max-w-80 max-sm:max-w-none"
    >
      <SearchField.Group>
        <SearchField.SearchIcon />
        <SearchField.Input placeholder={placeholder} className="w-full" />
        <SearchField.ClearButton />
      </SearchField.Group>
    </SearchField>
  );
}
