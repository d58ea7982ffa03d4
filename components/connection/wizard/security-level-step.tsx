"use client";

import { Label, Switch } from "@heroui/react";
import { useState } from "react";
import { CopyTextButton } from "@/components/connection/copy-text-button.tsx";
import {
  checklistText,
  isWanted,
  lowerFirst,
  type OptionalRight,
  optionalRights,
  type WantedRights,
  wantedAtFirst,
} from "@/components/connection/wizard/checklist-text.ts";
import { Numbered } from "@/components/connection/wizard/numbered.tsx";
import { PlaceInAutotask } from "@/components/connection/wizard/place-in-autotask.tsx";
import { RightsTable } from "@/components/connection/wizard/rights-table.tsx";
import { StepFoot } from "@/components/connection/wizard/step-foot.tsx";
import type { WizardPlace } from "@/components/connection/wizard/use-wizard-step.ts";
import { Button } from "@/components/ui/button.tsx";
import { CopyCode } from "@/components/ui/copy-code.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { menuPaths } from "@/lib/connection/schema.ts";

/** Step 1: which rights, why, what breaks without each, and where in Autotask. */
export function SecurityLevelStep(place: WizardPlace) {
  const [wanted, setWanted] = useState<WantedRights>(wantedAtFirst);
  return (
    <>
      <PageHead
        title="Make a security level for Countersign"
        lead="The API user gets its rights from a security level. Copy the built-in one and turn on one right, so that it allows what Countersign needs and nothing else."
      />
      <Numbered label="In Autotask">
        {[
          <Line key="open" verb="Open">
            <PlaceInAutotask {...menuPaths.securityLevel} />
          </Line>,
          <span key="copy">
            Copy <strong className="font-medium">API User (system) (API-only)</strong> and name the copy{" "}
            <CopyCode value="Countersign API" label="name" />
          </span>,
          <Line key="turn" verb="Turn on">
            <PlaceInAutotask {...menuPaths.webhookRight} />
            <span>
              and set the limit to <strong className="font-medium">1</strong>
            </span>
          </Line>,
        ]}
      </Numbered>
      <div className="mt-6">
        <RightsTable wanted={wanted} />
      </div>
      <OptionalRights wanted={wanted} onChange={setWanted} />
      <StepFoot
        {...place}
        next="api-user"
        note="Do not reuse a person’s security level: it may lack API access."
        aside={
          <>
            <Button variant="outline" onPress={() => window.print()}>
              Print
            </Button>
            <CopyTextButton text={checklistText(wanted)}>Copy as checklist</CopyTextButton>
          </>
        }
      />
    </>
  );
}

function Line({ verb, children }: { verb: string; children: React.ReactNode }) {
  return (
    <span className="flex flex-wrap items-baseline gap-2">
      <span>{verb}</span>
      {children}
    </span>
  );
}

type OptionalProps = { wanted: WantedRights; onChange: (wanted: WantedRights) => void };

function OptionalRights({ wanted, onChange }: OptionalProps) {
  return (
    <section className="mt-6">
      <h2 className="text-body font-semibold">Optional rights</h2>
      <p className="text-dense text-muted">
        The table and the checklist follow these, and each says what does not work without it. What is written is chosen in step 4; step 5
        checks exactly that.
      </p>
      <div className="mt-2 overflow-hidden rounded-panel border border-border bg-surface">
        {optionalRights().map((each) => (
          <div key={each.name} className="border-b border-separator px-4 py-2.5 last:border-b-0">
            <Switch isSelected={isWanted(wanted, each)} onChange={(isOn) => onChange(switched(wanted, each, isOn))} className="w-full">
              <Switch.Content className="flex w-full items-center justify-between gap-4">
                <span>
                  <Label>
                    {each.name} <span className="font-normal text-muted">· {each.rights}</span>
                  </Label>
                  <span className="block text-dense font-normal text-muted">Without it: {lowerFirst(each.without)}.</span>
                  <span className="hidden text-dense font-normal print:block">{isWanted(wanted, each) ? "Wanted" : "Not wanted"}</span>
                </span>
                <Switch.Control className="no-print">
                  <Switch.Thumb />
                </Switch.Control>
              </Switch.Content>
            </Switch>
          </div>
        ))}
      </div>
    </section>
  );
}

function switched(wanted: WantedRights, { purposes }: OptionalRight, isOn: boolean): WantedRights {
  const others = wanted.filter((purpose) => !purposes.includes(purpose));
  return isOn ? [...others, ...purposes] : others;
}
