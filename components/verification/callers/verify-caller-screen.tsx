"use client";

import { Label, ListBox, SearchField, Select } from "@heroui/react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiRefusal, callApi } from "@/components/live/api.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-rows.tsx";
import { useSettled } from "@/components/ui/use-settled.ts";
import { CallerResults } from "@/components/verification/callers/caller-results.tsx";
import { searchTrouble } from "@/components/verification/callers/caller-words.ts";
import { ChosenCaller } from "@/components/verification/callers/chosen-caller.tsx";
import type { StrengthSettings } from "@/lib/policy/schema.ts";
import { type CallerView, callerListSchema, callerSearchSchema } from "@/lib/verification/callers/schema.ts";

type Props = {
  organization: string;
  connections: { id: string; name: string }[];
  strengths: StrengthSettings[];
};

/** Somebody calls: who is it, and how can they prove it? */
export function VerifyCallerScreen({ organization, connections, strengths }: Props) {
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? "");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<CallerView | null>(null);
  const search = useSettled(typed.trim(), 300);
  const isEnough = callerSearchSchema.safeParse({ search }).success;
  const path = `/connections/${connectionId}/callers?${new URLSearchParams({ search })}`;
  const query = useQuery({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: callerListSchema, signal }),
    enabled: isEnough && connectionId !== "",
    staleTime: 30_000,
    // Refused is refused; "not now" may be another search of ours that was on its way.
    retry: (failures, error) => failures < 2 && error instanceof ApiRefusal && error.code === "connection.no_slot",
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
  const settings = strengths.find(({ connection }) => connection.id === connectionId);
  return (
    <>
      <PageHead
        title="Verify a caller"
        breadcrumb={[{ label: "Verifications", href: `/${organization}/verifications` }]}
        lead="Find who says they are calling. They are asked where Autotask has them on record, and nowhere else."
      />
      {connections.length === 0 ? (
        <NoConnection organization={organization} />
      ) : chosen !== null ? (
        <ChosenCaller
          organization={organization}
          connectionId={connectionId}
          caller={chosen}
          strength={
            settings?.companies.find(({ companyId }) => companyId === chosen.companyId)?.strength ?? settings?.asked.strength ?? "weak"
          }
          mayOpenTicket={query.data?.mayOpenTicket ?? false}
          onBack={() => setChosen(null)}
        />
      ) : (
        <div className="grid max-w-[52rem] gap-4">
          <div className="flex flex-wrap items-end gap-3">
            {connections.length > 1 && <ConnectionChoice connections={connections} value={connectionId} onChange={setConnectionId} />}
            <SearchField value={typed} onChange={setTyped} autoFocus className="min-w-0 flex-1 basis-72">
              <Label>Name, company or phone number</Label>
              <SearchField.Group>
                <SearchField.SearchIcon />
                <SearchField.Input placeholder="Such as Zoë Kanzlei, or 040 555 0120" maxLength={100} className="w-full" />
                <SearchField.ClearButton />
              </SearchField.Group>
            </SearchField>
          </div>
          <p role="status" className="sr-only">
            {statusOf(query, isEnough)}
          </p>
          {!isEnough ? (
            <p className="text-dense text-muted">
              Type at least two letters, or the number they call from. A number can be faked: it finds a person, and proves nothing.
            </p>
          ) : query.error ? (
            <Panel>
              <p role="alert">{searchTrouble(query.error)}</p>
              <Button variant="outline" size="sm" className="mt-3" onPress={() => void query.refetch()} isPending={query.isFetching}>
                Try again
              </Button>
            </Panel>
          ) : query.data === undefined ? (
            <Panel flush>
              <SkeletonRows rows={3} label="who matches" />
            </Panel>
          ) : (
            <CallerResults found={query.data} search={search} isStale={query.isPlaceholderData} onChoose={setChosen} />
          )}
        </div>
      )}
    </>
  );
}

type Asked = { isFetching: boolean; data: { items: unknown[] } | undefined };

function statusOf({ isFetching, data }: Asked, isEnough: boolean): string {
  if (!isEnough) return "";
  if (isFetching) return "Searching in Autotask";
  return data === undefined ? "" : `${data.items.length} found`;
}

function NoConnection({ organization }: { organization: string }) {
  return (
    <Panel>
      <Empty
        level={2}
        title="No connection is on"
        actions={
          <ButtonLink href={`/${organization}/connections`} variant="primary">
            Show the connections
          </ButtonLink>
        }
      >
        Callers are found in Autotask, so one database has to be connected first.
      </Empty>
    </Panel>
  );
}

type ChoiceProps = { connections: Props["connections"]; value: string; onChange: (id: string) => void };

function ConnectionChoice({ connections, value, onChange }: ChoiceProps) {
  return (
    <Select value={value} onChange={(key) => onChange(String(key))} className="min-w-52">
      <Label>Connection</Label>
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      <Select.Popover>
        <ListBox>
          {connections.map(({ id, name }) => (
            <ListBox.Item key={id} id={id} textValue={name}>
              {name}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
