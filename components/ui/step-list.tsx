import { Check, LoaderCircle, X } from "lucide-react";
import type { ReactNode } from "react";

export type StepState = "done" | "running" | "failed" | "waiting";

export type Step = {
  id: string;
  name: string;
  /** What came out: a host name, a count. */
  detail?: ReactNode;
  state: StepState;
  /** At the right: its time when done, a word when failed. Waiting and running have their own. */
  aside?: ReactNode;
  /** Opens in place below a failed step: a `Notice`. */
  fix?: ReactNode;
};

/** Progress as named steps. A failed one opens in place with its fix and is announced; the rest waits. */
export function StepList({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol aria-label={label} className="overflow-hidden rounded-panel border border-border bg-surface">
      {steps.map((step, index) => (
        <StepRow key={step.id} step={step} number={index + 1} />
      ))}
    </ol>
  );
}

const asideOf: Record<StepState, string> = { done: "Done", running: "Running", failed: "Failed", waiting: "Waiting" };

function StepRow({ step, number }: { step: Step; number: number }) {
  const isFailed = step.state === "failed";
  return (
    <li
      aria-current={step.state === "running" ? "step" : undefined}
      className={`border-b border-separator px-4 py-2.5 last:border-b-0 ${isFailed ? "bg-danger-soft" : ""}`}
    >
      <div className="flex min-h-5 items-center gap-3">
        <StepSign state={step.state} number={number} />
        <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-3">
          <span className={`text-body ${step.state === "waiting" ? "text-muted" : ""} ${isFailed ? "font-medium" : ""}`}>{step.name}</span>
          {step.detail !== undefined && <span className="text-dense text-muted">{step.detail}</span>}
        </div>
        <span
          role={isFailed ? "alert" : undefined}
          className={`tabular shrink-0 text-dense ${isFailed ? "font-medium text-danger-soft-foreground" : "text-muted"}`}
        >
          {isFailed && <span className="sr-only">{step.name}: </span>}
          {step.aside ?? asideOf[step.state]}
        </span>
      </div>
      {isFailed && step.fix !== undefined && <div className="mt-3 mb-1 sm:ml-8">{step.fix}</div>}
    </li>
  );
}

function StepSign({ state, number }: { state: StepState; number: number }) {
  const box = "inline-grid size-5 shrink-0 place-items-center rounded-tag text-micro";
  switch (state) {
    case "done":
      return (
        <span className={`${box} bg-success-soft text-success-soft-foreground`}>
          <Check size={14} role="img" aria-label="Done" />
        </span>
      );
    case "running":
      return (
        <span className={`${box} text-progress`}>
          <LoaderCircle size={16} role="img" aria-label="Running" className="turn" />
        </span>
      );
    case "failed":
      return (
        <span className={`${box} bg-danger text-danger-foreground`}>
          <X size={14} role="img" aria-label="Failed" />
        </span>
      );
    case "waiting":
      return <span className={`${box} tabular border border-border-strong text-muted`}>{number}</span>;
  }
}
