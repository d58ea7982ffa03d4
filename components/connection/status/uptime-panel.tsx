"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { uptimeQuery } from "@/components/connection/health-queries.ts";
import { UptimeStrip } from "@/components/connection/status/uptime-strip.tsx";
import { UptimeTable } from "@/components/connection/status/uptime-table.tsx";
import { rangeWords, shareText, uptimeAnswer } from "@/components/connection/uptime-words.ts";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { PlainButton } from "@/components/ui/plain-button.tsx";
import { type Uptime, type UptimeRange, uptimeRanges } from "@/lib/reporting/schema.ts";

type Props = { slug: string; connectionId: string; initial: Uptime };

/** In which part of the last days tickets reached us: a strip, or the same as a table. */
export function UptimePanel({ slug, connectionId, initial }: Props) {
  const [range, setRange] = useState<UptimeRange>(initial.range);
  const [isTable, setTable] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useQuery(uptimeQuery({ organization: slug, connectionId }, range, initial));
  const shown = data ?? initial;
  return (
    <Panel
      title={rangeWords[shown.range].title}
      aside={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>{summary(shown)}</span>
          <PlainButton className="link-plain min-h-6 cursor-pointer" onClick={() => setTable(!isTable)}>
            {isTable ? "As a strip" : "As a table"}
          </PlainButton>
        </span>
      }
      flush
    >
      <div className="p-4">
        <Ranges range={range} onChange={setRange} />
        {error && <LoadError what="how reachable we were" onRetry={() => void refetch()} />}
        <div className={isPlaceholderData ? "stale" : undefined} aria-busy={isPlaceholderData}>
          {isTable ? (
            <UptimeTable uptime={shown} />
          ) : (
            <>
              <div role="img" aria-label={uptimeAnswer(shown)}>
                <UptimeStrip uptime={shown} />
              </div>
              <Legend />
            </>
          )}
        </div>
      </div>
    </Panel>
  );
}

function summary({ share, gaps }: Uptime): string {
  if (share === null) return "Not known yet";
  return `${shareText(share)}, ${gaps === 0 ? "no gap" : gaps === 1 ? "1 gap" : `${gaps} gaps`}`;
}

function Ranges({ range, onChange }: { range: UptimeRange; onChange: (range: UptimeRange) => void }) {
  return (
    <fieldset className="mb-3 inline-flex rounded-control border border-border-strong">
      <legend className="sr-only">Time shown</legend>
      {uptimeRanges.map((each) => (
        <PlainButton
          key={each}
          aria-pressed={each === range}
          onClick={() => onChange(each)}
          className="h-8 cursor-pointer border-r border-border-strong px-3 text-dense first:rounded-l-[5px] last:rounded-r-[5px] last:border-r-0 hover:bg-surface-secondary aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent-soft-foreground pointer-coarse:h-11"
        >
          {rangeWords[each].button}
        </PlainButton>
      ))}
    </fieldset>
  );
}

function Legend() {
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-micro text-muted">
      <Sign className="bg-(--chart-2)" word="Tickets reached us" />
      <Sign className="hatched border border-warning text-warning" word="Gap" />
      <Sign className="border border-border-strong bg-surface-secondary" word="Paused" />
      <Sign className="border border-dashed border-border-strong" word="Not watched" />
    </ul>
  );
}

function Sign({ className, word }: { className: string; word: string }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`h-2.5 w-3.5 rounded-[2px] ${className}`} />
      {word}
    </li>
  );
}
