import { Check, X } from "lucide-react";
import Link from "next/link";

export type WizardStepState = "done" | "current" | "failed" | "ahead";
export type WizardStep = { name: string; hint: string; state: WizardStepState /** Given for steps that may be opened. */; href?: string };
export type WizardLane = { title: string; steps: WizardStep[] };

/** The steps in two lanes, numbered through: what is done in Autotask, and what in Countersign. */
export function WizardRail({ lanes }: { lanes: WizardLane[] }) {
  const starts = lanes.map((_, index) => lanes.slice(0, index).reduce((sum, lane) => sum + lane.steps.length, 1));
  return (
    <nav aria-label="Steps" className="flex flex-col gap-5 max-lg:gap-3">
      {lanes.map((lane, laneIndex) => (
        <section key={lane.title}>
          <h2 className="mb-1 text-micro font-medium text-muted">{lane.title}</h2>
          <ol start={starts[laneIndex]} className="max-lg:flex max-lg:flex-wrap max-lg:gap-x-4">
            {lane.steps.map((step, index) => (
              <StepRow key={step.name} step={step} number={(starts[laneIndex] ?? 1) + index} />
            ))}
          </ol>
        </section>
      ))}
    </nav>
  );
}

const line: Record<WizardStepState, string> = {
  done: "border-muted",
  current: "border-accent",
  failed: "border-danger",
  ahead: "border-border",
};

function StepRow({ step, number }: { step: WizardStep; number: number }) {
  const isHere = step.state === "current" || step.state === "failed";
  const body = (
    <>
      <StepSign state={step.state} number={number} />
      <span className="min-w-0">
        <span className={`block text-dense ${isHere ? "font-semibold" : ""} ${step.state === "ahead" ? "text-muted" : ""}`}>
          {step.name}
        </span>
        <span className="block text-micro text-muted max-lg:sr-only">{step.hint}</span>
      </span>
    </>
  );
  const shape = "flex items-start gap-2.5 py-1.5 pl-3";
  return (
    <li className={`border-l-2 ${line[step.state]} max-lg:border-l-0`} aria-current={isHere ? "step" : undefined}>
      {step.href === undefined || isHere ? (
        <span className={`${shape} max-lg:pl-0`}>{body}</span>
      ) : (
        <Link href={step.href} className={`${shape} hover:underline max-lg:pl-0`}>
          {body}
        </Link>
      )}
    </li>
  );
}

function StepSign({ state, number }: { state: WizardStepState; number: number }) {
  const box = "inline-grid size-5 shrink-0 place-items-center rounded-tag text-micro";
  if (state === "done") {
    return (
      <span className={`${box} bg-surface-tertiary`}>
        <Check size={14} role="img" aria-label="Done" />
      </span>
    );
  }
  if (state === "failed") {
    return (
      <span className={`${box} bg-danger text-danger-foreground`}>
        <X size={14} role="img" aria-label="Failed" />
      </span>
    );
  }
  const colours = state === "current" ? "bg-accent font-semibold text-accent-foreground" : "border border-border-strong text-muted";
  return <span className={`${box} tabular ${colours}`}>{number}</span>;
}
