import { budgetAnswer, ownPartOf, shareOf } from "@/components/connection/status/budget-share.ts";
import { BUDGET_HIGH } from "@/lib/connection/schema.ts";

type Props = { budget: { used: number; limit: number; ownAbout: number } };

/** The whole bar is the limit: our own part first, then the others', and a tick from where on we hold back. */
export function BudgetMeter({ budget }: Props) {
  const own = shareOf({ used: ownPartOf(budget), limit: budget.limit });
  const others = shareOf(budget) - own;
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  return (
    <div role="img" aria-label={budgetAnswer(budget)} className="relative mt-2 pb-5">
      <div className="flex h-2.5 gap-px overflow-hidden rounded-[3px] bg-surface-tertiary">
        {own > 0 && <span className="min-w-0.5 bg-(--chart-1)" style={{ width: percent(own) }} />}
        {others > 0 && <span className="bg-(--chart-2)" style={{ width: percent(others) }} />}
      </div>
      <span aria-hidden className="absolute -top-1 h-[18px] w-0.5 bg-foreground" style={{ left: percent(BUDGET_HIGH) }} />
      <span aria-hidden className="absolute top-4 -translate-x-1/2 text-micro text-muted" style={{ left: percent(BUDGET_HIGH) }}>
        {Math.round(BUDGET_HIGH * 100)}%
      </span>
    </div>
  );
}
