"use client";

import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { wizardStepWords } from "@/components/connection/step-words.ts";
import { stepHref } from "@/components/connection/wizard/use-wizard-step.ts";
import { type WizardLane, WizardRail, type WizardStepState } from "@/components/ui/wizard-rail.tsx";
import { type ConnectionDraft, type ConnectionStatus, connectSteps, type WizardStep, wizardSteps } from "@/lib/connection/schema.ts";

type Props = { slug: string; draft: ConnectionDraft | null; step: WizardStep | null };

const lanes: { title: string; steps: readonly WizardStep[] }[] = [
  { title: "In Autotask", steps: ["security-level", "api-user", "tracking-identifier"] },
  { title: "In Countersign", steps: ["four-values", "connect"] },
];

/** The steps and where one is. The last one follows the live progress that its screen reads. */
export function WizardProgressRail({ slug, draft, step }: Props) {
  const progress = useReadStatus(slug, draft?.id)?.progress ?? draft?.progress ?? null;
  const connect: WizardStepState = !progress ? "current" : connectState(Object.values(progress.steps).map(({ state }) => state));
  const shown = lanes.map(
    ({ title, steps }): WizardLane => ({
      title,
      steps: steps.map((each) => ({ ...wizardStepWords[each], ...placeOf({ slug, draft, step, each, connect }) })),
    }),
  );
  return <WizardRail lanes={shown} />;
}

/** What the screen beside us last read; reads nothing itself. */
function useReadStatus(slug: string, connectionId: string | undefined): ConnectionStatus | undefined {
  const queries = useQueryClient();
  return useSyncExternalStore(
    // Batched: the screen beside us makes its query while it renders, and we must not render then.
    (changed) => queries.getQueryCache().subscribe(notifyManager.batchCalls(changed)),
    () => queries.getQueryData<ConnectionStatus>([slug, `/connections/${connectionId}`]),
    () => undefined,
  );
}

function connectState(states: readonly string[]): WizardStepState {
  if (states.includes("failed")) return "failed";
  return states.filter((state) => state === "done").length === connectSteps.length ? "done" : "current";
}

type Asked = Props & { each: WizardStep; connect: WizardStepState };

function placeOf({ slug, draft, step, each, connect }: Asked): { state: WizardStepState; href?: string } {
  if (draft === null) return { state: "ahead" };
  if (each === step) return { state: each === "connect" ? connect : "current" };
  const isOpen = wizardSteps.indexOf(each) <= wizardSteps.indexOf(draft.furthestStep);
  if (!isOpen) return { state: "ahead" };
  // A step before the furthest is done; the furthest itself is what one is at.
  const isDone = each !== draft.furthestStep || (each === "four-values" && draft.tested);
  return { state: isDone ? "done" : "ahead", href: stepHref({ slug, connectionId: draft.id }, each) };
}
