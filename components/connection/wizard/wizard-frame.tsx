import type { ReactNode } from "react";
import { WizardProgressRail } from "@/components/connection/wizard/wizard-progress-rail.tsx";
import { WizardShell } from "@/components/layout/wizard-shell.tsx";
import type { ConnectionDraft, WizardStep } from "@/lib/connection/schema.ts";

type Props = {
  slug: string;
  /** Null before the wizard has begun. */
  draft: ConnectionDraft | null;
  step: WizardStep | null;
  children: ReactNode;
};

/** The wizard's frame: where one is, what is saved, and the way out. */
export function WizardFrame({ slug, draft, step, children }: Props) {
  const withoutPassword = step === "four-values" && draft?.has.secret === false;
  return (
    <WizardShell
      title="Connect Autotask"
      {...(draft?.savedAt ? { savedAt: draft.savedAt } : {})}
      {...(withoutPassword ? { savedNote: "without the password" } : {})}
      leaveHref={`/${slug}/connections`}
      rail={<WizardProgressRail slug={slug} draft={draft} step={step} />}
    >
      {children}
    </WizardShell>
  );
}
