"use client";

import { FilterButton, type FilterOption } from "@/components/ui/filter-button.tsx";
import { SearchBox } from "@/components/ui/search-box.tsx";
import { statusEntry } from "@/components/ui/status-table.ts";
import type { ListFilter } from "@/components/verification/list-filter.ts";
import { type VerificationFilter, verificationFilterSchema, verificationStateSchema } from "@/lib/verification/schema.ts";

const periodNames: Record<VerificationFilter["period"], string> = {
  today: "Today",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  all: "All time",
};

const periods: FilterOption[] = (["today", "7d", "30d"] as const).map((value) => ({ value, label: periodNames[value] }));

const states: FilterOption[] = [
  { value: "needs_person", label: "Needs a person" },
  { value: "open", label: "Still open" },
  ...verificationStateSchema.options.map((state) => ({ value: state, label: statusEntry({ kind: "verification", state }).word })),
];

type Props = {
  filter: ListFilter;
  connections: { id: string; name: string }[];
  onChange: (changes: Partial<ListFilter>) => void;
};

/** Search and filters of the list. Each lives in the address. */
export function ListFilters({ filter, connections, onChange }: Props) {
  const { period, state } = verificationFilterSchema.shape;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search verifications"
        placeholder="Ticket, name, company or receipt"
        value={filter.search ?? ""}
        onSearch={(text) => onChange({ search: text === "" ? undefined : text })}
      />
      <FilterButton
        label="Period"
        options={periods}
        value={filter.period === "all" ? null : filter.period}
        onChange={(value) => onChange({ period: period.parse(value ?? "all") })}
      />
      <FilterButton
        label="Outcome"
        options={states}
        value={filter.state ?? null}
        onChange={(value) => onChange({ state: state.parse(value ?? undefined) })}
      />
      {connections.length > 1 && (
        <FilterButton
          label="Connection"
          options={connections.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.connectionId ?? null}
          onChange={(value) => onChange({ connectionId: value ?? undefined })}
        />
      )}
    </div>
  );
}
