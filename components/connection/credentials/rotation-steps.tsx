import type { ReactNode } from "react";
import { rotationStepName } from "@/components/connection/credentials/rotation-words.ts";
import { stepOf } from "@/components/connection/step-of.tsx";
import { StepList } from "@/components/ui/step-list.tsx";
import { When } from "@/components/ui/when.tsx";
import type { RotationView } from "@/lib/connection/rotate/schema.ts";
import type { StepProgress } from "@/lib/connection/schema.ts";

type Props = { rotation: RotationView; actionsFor: (step: StepProgress) => ReactNode };

/** The steps of an exchange with their times; a failed one opens in place with its fix. */
export function RotationSteps({ rotation, actionsFor }: Props) {
  const { steps, removeOldAt } = rotation;
  return (
    <StepList
      label="Steps of putting the new credentials in place"
      steps={steps.map(({ step, progress }) => {
        const shown = stepOf({ id: step, name: rotationStepName(step, rotation) }, progress, actionsFor);
        if (step !== "old_webhook" || removeOldAt === null || shown.state !== "waiting") return shown;
        return { ...shown, detail: "stays for late deliveries", aside: <When at={removeOldAt} /> };
      })}
    />
  );
}
