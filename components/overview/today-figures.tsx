import { clockText } from "@/components/ui/when-text.ts";
import type { Overview } from "@/lib/reporting/schema.ts";

/** Today in five numbers, in the organization's time zone. */
export function TodayFigures({ today }: Pick<Overview, "today">) {
  const settled = today.asked - today.open;
  const figures = [
    { term: "Asked today", value: number(today.asked), note: today.open === 0 ? "none still open" : `${number(today.open)} still open` },
    { term: "Proven", value: share(today.passed, settled), note: `${number(today.passed)} of ${number(settled)} with an outcome` },
    {
      term: "Half answer within",
      value: today.medianAnswerSeconds === null ? "–" : clockText(today.medianAnswerSeconds * 1000),
      note: "from the code sent to the proof",
    },
    { term: "Expired", value: share(today.expired, settled), note: `${number(today.expired)} without an answer` },
    { term: "Denied", value: number(today.denied), note: today.denied === 0 ? "nobody said “not me”" : "“This was not me”" },
  ];
  return (
    <section aria-label="Today" className="overflow-hidden rounded-panel border border-border bg-surface">
      <dl className="-mt-px -ml-px grid grid-cols-2 md:grid-cols-5">
        {figures.map(({ term, value, note }) => (
          <div key={term} className="border-t border-l border-separator px-4 py-3 max-md:last:col-span-2">
            <dt className="text-dense text-muted">{term}</dt>
            <dd>
              <span className="tabular block text-page font-semibold">{value}</span>
              <span className="text-micro text-muted">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const number = (count: number) => new Intl.NumberFormat("en").format(count);
const share = (part: number, whole: number) => (whole === 0 ? "–" : `${Math.round((part / whole) * 100)}%`);
