import { whatWaits } from "@/components/connection/light-words.ts";
import { BudgetMeter } from "@/components/connection/status/budget-meter.tsx";
import { ownPartOf, shareOf } from "@/components/connection/status/budget-share.ts";
import { Panel } from "@/components/ui/panel.tsx";
import { When } from "@/components/ui/when.tsx";
import { BUDGET_HIGH } from "@/lib/connection/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type Budget = ConnectionHealth["budget"];

/** The calls that this Autotask database has left this hour: who used them, and what we do when they run out. */
export function BudgetPanel({ budget }: { budget: Budget }) {
  const { used, limit, readAt } = budget;
  const mark = `${Math.round(BUDGET_HIGH * 100)}%`;
  return (
    <Panel title="API budget" aside="rolling 60 min">
      {used === null || limit === null ? (
        <p className="text-dense text-muted">Not known yet. It is read when we next call Autotask.</p>
      ) : (
        <>
          <p className="text-dense text-muted">
            <span className="text-title font-semibold text-foreground tabular">{number(used)}</span> of {number(limit)} calls, all
            integrations
          </p>
          <BudgetMeter budget={{ ...budget, used, limit }} />
          <Parts used={used} own={ownPartOf({ ...budget, used })} />
          <p className={`mt-3 text-dense ${shareOf({ used, limit }) > BUDGET_HIGH ? "text-warning" : "text-muted"}`}>
            {shareOf({ used, limit }) > BUDGET_HIGH
              ? `Above ${mark} now: ${whatWaits}; verifications and notes go on.`
              : `Above ${mark} ${whatWaits}; verifications and notes go on.`}
          </p>
          {readAt !== null && (
            <p className="mt-1 text-micro text-muted">
              Autotask said so at <When at={readAt} withTime />.
            </p>
          )}
        </>
      )}
      <OwnHours hours={budget.hours} />
    </Panel>
  );
}

function Parts({ used, own }: { used: number; own: number }) {
  return (
    <dl className="mt-3 grid gap-1 text-dense">
      <Part className="bg-(--chart-1)" term="Countersign, about" calls={own} />
      <Part className="bg-(--chart-2)" term="Other integrations" calls={used - own} />
    </dl>
  );
}

function Part({ className, term, calls }: { className: string; term: string; calls: number }) {
  return (
    <div className="flex items-center justify-between gap-3">
      <dt className="inline-flex items-center gap-2">
        <span aria-hidden className={`size-2.5 rounded-[2px] ${className}`} />
        {term}
      </dt>
      <dd data-num="">{number(calls)}</dd>
    </div>
  );
}

/** Our own calls by clock hour, those with any: what an admin compares with Autotask's own report. */
function OwnHours({ hours }: Pick<Budget, "hours">) {
  const busy = hours.filter(({ calls }) => calls > 0).toReversed();
  if (busy.length === 0) return null;
  return (
    <details className="mt-3 text-dense">
      <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">Our calls by hour</summary>
      <table aria-label="Our calls by hour" className="mt-1 w-full">
        <thead>
          <tr className="text-micro text-muted">
            {["Hour from", "Calls", "Failed"].map((head, index) => (
              <th key={head} scope="col" className={`font-medium ${index === 0 ? "text-start" : "text-end"}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {busy.map(({ hour, calls, failed }) => (
            <tr key={hour}>
              <th scope="row" className="text-start font-normal">
                <When at={hour} precision="minute" withTime />
              </th>
              <td data-num="" className="text-end">
                {number(calls)}
              </td>
              <td data-num="" className="text-end">
                {number(failed)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const number = (count: number) => new Intl.NumberFormat("en").format(count);
