"use client";

import type { ReactNode } from "react";
import { stepHref, useWizardStep, type WizardPlace } from "@/components/connection/wizard/use-wizard-step.ts";
import { WizardFoot } from "@/components/layout/wizard-shell.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import type { WizardStep } from "@/lib/connection/schema.ts";

type Props = WizardPlace & {
  back?: WizardStep;
  next: WizardStep;
  note: ReactNode;
  /** Between Back and Continue. */
  aside?: ReactNode;
  trackingIdentifierKind?: "custom" | "vendor";
};

/** The foot of a step that is done in Autotask: nothing to check here, so Continue is always open. */
export function StepFoot({ back, next, note, aside, trackingIdentifierKind, ...place }: Props) {
  const { open, isPending, problem } = useWizardStep(place);
  return (
    <>
      <WizardFoot
        note={note}
        actions={
          <>
            {back !== undefined && (
              <ButtonLink href={stepHref(place, back)} variant="ghost">
                Back
              </ButtonLink>
            )}
            {aside}
            <Button
              variant="primary"
              isDisabled={isPending}
              onPress={() => open(next, trackingIdentifierKind === undefined ? {} : { trackingIdentifierKind })}
            >
              Continue
            </Button>
          </>
        }
      />
      <p role="alert" className={problem === null ? "sr-only" : "mt-3 text-dense text-danger"}>
        {problem}
      </p>
    </>
  );
}
