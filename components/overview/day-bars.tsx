"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { Overview } from "@/lib/reporting/schema.ts";

const label = { fill: "var(--muted)", fontSize: 12 };
/** A gap of one pixel between the parts, in the colour of the ground. */
const gap = { stroke: "var(--surface)", strokeWidth: 1 };

/** The drawing alone; who shows it says in words what it shows. */
export function DayBars({ days }: Pick<Overview, "days">) {
  return (
    <div className="h-70" aria-hidden>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={days}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          barCategoryGap="28%"
          maxBarSize={28}
        >
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="day"
            tickFormatter={(day: string) => String(Number(day.slice(8)))}
            tick={label}
            tickLine={false}
            axisLine={{ stroke: "var(--border-strong)" }}
          />
          <YAxis allowDecimals={false} tickCount={4} tick={label} tickLine={false} axisLine={false} width={36} />
          <Bar dataKey="proven" stackId="day" fill="var(--chart-1)" isAnimationActive={false} {...gap} />
          <Bar dataKey="notProven" stackId="day" fill="var(--chart-2)" isAnimationActive={false} {...gap} />
          <Bar dataKey="denied" stackId="day" fill="var(--chart-bad)" isAnimationActive={false} {...gap} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
