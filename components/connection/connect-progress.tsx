import type { ReactNode } from "react";
import { failureWords } from "@/components/connection/failure-words.ts";
import { FixNotice } from "@/components/connection/fix-notice.tsx";
import { connectStepWords } from "@/components/connection/step-words.ts";
import { Code } from "@/components/ui/code.tsx";
import { Duration } from "@/components/ui/duration.tsx";
import { type Step, StepList } from "@/components/ui/step-list.tsx";
import { type ConnectProgress, type ConnectStep, connectSteps, type StepProgress } from "@/lib/connection/schema.ts";

type Props = {
  /** Null: nothing has begun. */
  progress: ConnectProgress | null;
  /** The ways on from a failed step. */
  actionsFor: (step: StepProgress) => ReactNode;
};

/** The steps of Connect with their times; a failed one opens in place with its fix. */
export function ConnectProgressList({ progress, actionsFor }: Props) {
  return <StepList label="Steps of Connect" steps={connectSteps.map((id) => toStep(id, progress?.steps[id], actionsFor))} />;
}

function toStep(id: ConnectStep, stored: StepProgress | undefined, actionsFor: Props["actionsFor"]): Step {
  const base = { id, name: connectStepWords[id] };
  if (!stored) return { ...base, state: "waiting" };
  const { state, detail, tookMs, failure } = stored;
  const shown = { ...base, state, ...(detail === null ? {} : { detail: id === "zone" ? <Code>{detail}</Code> : detail }) };
  if (state === "done" && tookMs !== null) return { ...shown, aside: <Duration ms={tookMs} format="seconds" /> };
  if (state !== "failed" || failure === null) return shown;
  if (failure.retrying) return { ...shown, aside: "We try again by ourselves", fix: <FixNotice failure={failure} /> };
  return { ...shown, aside: failureWords[failure.code].brief, fix: <FixNotice failure={failure} actions={actionsFor(stored)} /> };
}

/** How far it is, in one sentence. */
export function progressText(progress: ConnectProgress | null): string {
  const steps = connectSteps.map((id) => progress?.steps[id]);
  const done = steps.filter((step) => step?.state === "done").length;
  const failed = steps.find((step) => step?.state === "failed");
  const count = `${done} of ${connectSteps.length} steps are done.`;
  if (done === connectSteps.length) return "All steps are done. New tickets reach Countersign from now on.";
  if (!failed) return `${count} It takes a few seconds; it goes on if you leave this page.`;
  return failed.failure?.retrying ? `${count} One did not work yet; we try it again by ourselves.` : `${count} One needs you.`;
}
