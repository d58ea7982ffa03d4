import type { ReactNode } from "react";
import { stepOf } from "@/components/connection/step-of.tsx";
import { connectStepWords } from "@/components/connection/step-words.ts";
import { StepList } from "@/components/ui/step-list.tsx";
import { type ConnectProgress, connectSteps, type StepProgress } from "@/lib/connection/schema.ts";

type Props = {
  /** Null: nothing has begun. */
  progress: ConnectProgress | null;
  /** The ways on from a failed step. */
  actionsFor: (step: StepProgress) => ReactNode;
};

/** The steps of Connect with their times; a failed one opens in place with its fix. */
export function ConnectProgressList({ progress, actionsFor }: Props) {
  return (
    <StepList
      label="Steps of Connect"
      steps={connectSteps.map((id) => stepOf({ id, name: connectStepWords[id] }, progress?.steps[id], actionsFor))}
    />
  );
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
