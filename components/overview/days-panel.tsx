"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { daysAnswer } from "@/components/overview/days-answer.ts";
import { Panel } from "@/components/ui/panel.tsx";
import { PlainButton } from "@/components/ui/plain-button.tsx";
import type { Overview } from "@/lib/reporting/schema.ts";

type Days = Overview["days"];

// The drawing library is heavy and only this panel needs it.
const DayBars = dynamic(() => import("@/components/overview/day-bars.tsx").then(({ DayBars: Bars }) => Bars), {
  ssr: false,
  loading: () => <div className="h-70" />,
});

/** How many were asked each day, and how it ended: bars, or the same as a table. */
export function DaysPanel({ days }: { days: Days }) {
  const [isTable, setTable] = useState(false);
  return (
    <Panel
      title="Verifications, last 14 days"
      aside={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Legend colour="bg-(--chart-1)" word="Proven" />
          <Legend colour="bg-(--chart-2)" word="Not proven" />
          <Legend colour="bg-(--chart-bad)" word="Denied" />
          <PlainButton className="link-plain min-h-6 cursor-pointer" onClick={() => setTable(!isTable)}>
            {isTable ? "As a chart" : "As a table"}
          </PlainButton>
        </span>
      }
    >
      {isTable ? (
        <DaysTable days={days} />
      ) : (
        <div role="img" aria-label={daysAnswer(days)}>
          <DayBars days={days} />
        </div>
      )}
    </Panel>
  );
}

function Legend({ colour, word }: { colour: string; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-[2px] ${colour}`} />
      {word}
    </span>
  );
}

function DaysTable({ days }: { days: Days }) {
  return (
    <table aria-label="Verifications, last 14 days" className="w-full text-dense">
      <thead>
        <tr className="h-8 border-b border-border text-micro text-muted">
          <th scope="col" className="text-start font-medium">
            Day
          </th>
          {["Proven", "Not proven", "Denied"].map((head) => (
            <th key={head} scope="col" className="text-end font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, proven, notProven, denied }) => (
          <tr key={day} className="h-8 border-b border-separator last:border-b-0">
            <th scope="row" className="text-start font-normal">
              {dayText(day)}
            </th>
            {[proven, notProven, denied].map((count, index) => (
              // The three columns have no identity but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={index} data-num="" className="text-end">
                {count}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A calendar day has no time zone of its own: it is written as it was counted. */
function dayText(day: string): string {
  return new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
