"use client";

import { useQuery } from "@tanstack/react-query";
import { callApi } from "@/components/live/api.ts";
import { FilterButton, type FilterOption } from "@/components/ui/filter-button.tsx";
import { SearchBox } from "@/components/ui/search-box.tsx";
import { statusEntry } from "@/components/ui/status-table.ts";
import type { ListFilter } from "@/components/verification/list-filter.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import { strengthWords } from "@/components/verification/strength-words.ts";
import {
  filterChoicesSchema,
  strengthSchema,
  type VerificationFilter,
  verificationFilterSchema,
  verificationStateSchema,
} from "@/lib/verification/schema.ts";

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

const methods: FilterOption[] = verificationFilterSchema.shape.method
  .unwrap()
  .options.map((value) => ({ value, label: wordsOfMethod(value).name }));
const tiers: FilterOption[] = strengthSchema.options.map((value) => ({ value, label: strengthWords[value].name }));

/** Names to choose from; the one in the address is among them before the list is read, and when nothing is of it any more. */
function named(names: string[] = [], chosen: string | undefined): FilterOption[] {
  const all = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
  return all.map((name) => ({ value: name, label: name, isName: true }));
}

type Props = {
  filter: ListFilter;
  organization: string;
  connections: { id: string; name: string }[];
  onChange: (changes: Partial<ListFilter>) => void;
};

/** Search and filters of the list. Each lives in the address. */
export function ListFilters({ organization, filter, connections, onChange }: Props) {
  const { period, state, method, strength } = verificationFilterSchema.shape;
  const { data: choices } = useQuery({
    queryKey: [organization, "/verifications/choices"],
    queryFn: ({ signal }) => callApi({ organization, path: "/verifications/choices", schema: filterChoicesSchema, signal }),
    staleTime: 60_000,
  });
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
      <FilterButton
        label="Method"
        options={methods}
        value={filter.method ?? null}
        onChange={(value) => onChange({ method: method.parse(value ?? undefined) })}
      />
      <FilterButton
        label="Strength"
        options={tiers}
        value={filter.strength ?? null}
        onChange={(value) => onChange({ strength: strength.parse(value ?? undefined) })}
      />
      <FilterButton
        label="Company"
        options={named(choices?.companies, filter.company)}
        value={filter.company ?? null}
        onChange={(value) => onChange({ company: value ?? undefined })}
      />
      <FilterButton
        label="Technician"
        options={named(choices?.technicians, filter.technician)}
        value={filter.technician ?? null}
        onChange={(value) => onChange({ technician: value ?? undefined })}
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
