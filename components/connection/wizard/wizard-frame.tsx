import type { ReactNode } from "react";
import { wizardStepWords } from "@/components/connection/step-words.ts";
import { WizardShell } from "@/components/layout/wizard-shell.tsx";
import { type WizardLane, WizardRail, type WizardStepState } from "@/components/ui/wizard-rail.tsx";
import { type ConnectionDraft, connectSteps, type WizardStep, wizardSteps } from "@/lib/connection/schema.ts";

type Props = {
  slug: string;
  /** Null before the wizard has begun. */
  draft: ConnectionDraft | null;
  step: WizardStep | null;
  children: ReactNode;
};

const inAutotask: readonly WizardStep[] = ["security-level", "api-user", "tracking-identifier"];
const here: readonly WizardStep[] = ["four-values", "connect"];

/** The wizard's frame: where one is, what is saved, and the way out. */
export function WizardFrame({ slug, draft, step, children }: Props) {
  const lane = (title: string, steps: readonly WizardStep[]): WizardLane => ({
    title,
    steps: steps.map((each) => ({ ...wizardStepWords[each], ...placeOf({ slug, draft, step, each }) })),
  });
  const withoutPassword = step === "four-values" && draft?.has.secret === false;
  return (
    <WizardShell
      title="Connect Autotask"
      {...(draft?.savedAt ? { savedAt: draft.savedAt } : {})}
      {...(withoutPassword ? { savedNote: "without the password" } : {})}
      leaveHref={`/${slug}/connections`}
      rail={<WizardRail lanes={[lane("In Autotask", inAutotask), lane("In Countersign", here)]} />}
    >
      {children}
    </WizardShell>
  );
}

type Asked = Pick<Props, "slug" | "draft" | "step"> & { each: WizardStep };

function placeOf({ slug, draft, step, each }: Asked): { state: WizardStepState; href?: string } {
  if (draft === null) return { state: "ahead" };
  const isOpen = wizardSteps.indexOf(each) <= wizardSteps.indexOf(draft.furthestStep);
  const href = `/${slug}/connections/${draft.id}/connect/${each}`;
  if (each === step) return { state: each === "connect" && hasFailed(draft) ? "failed" : "current" };
  return isOpen ? { state: isDone(draft, each) ? "done" : "ahead", href } : { state: "ahead" };
}

/** A step before the furthest is done; the furthest itself is what one is at. */
function isDone(draft: ConnectionDraft, each: WizardStep): boolean {
  return each !== draft.furthestStep || (each === "four-values" && draft.tested);
}

function hasFailed({ progress }: ConnectionDraft): boolean {
  return progress !== null && connectSteps.some((each) => progress.steps[each].state === "failed");
}
