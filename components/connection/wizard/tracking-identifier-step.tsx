"use client";

import { Description, Label, Radio, RadioGroup } from "@heroui/react";
import { useState } from "react";
import { Numbered } from "@/components/connection/wizard/numbered.tsx";
import { PlaceInAutotask } from "@/components/connection/wizard/place-in-autotask.tsx";
import { StepFoot } from "@/components/connection/wizard/step-foot.tsx";
import type { WizardPlace } from "@/components/connection/wizard/use-wizard-step.ts";
import { PageHead } from "@/components/ui/page-head.tsx";
import { menuPaths } from "@/lib/connection/schema.ts";

type Kind = "custom" | "vendor";

const kinds = [
  { value: "custom", name: "Custom (Internal Integration)", what: "The usual choice. Autotask makes an identifier for this user alone." },
  {
    value: "vendor",
    name: "Integration Vendor",
    what: "Only if Countersign was given to you by a vendor who has an identifier in Autotask’s list.",
  },
] as const;

/** Step 3: what Autotask counts our calls by. */
export function TrackingIdentifierStep({ kind, ...place }: WizardPlace & { kind: Kind }) {
  const [chosen, setChosen] = useState<Kind>(kind);
  return (
    <>
      <PageHead
        title="Choose a tracking identifier"
        lead="Autotask wants to know which integration calls. The identifier says so, and its limits count for this integration alone."
      />
      <RadioGroup value={chosen} onChange={(value) => setChosen(value === "vendor" ? "vendor" : "custom")} className="mb-6">
        <Label>Kind of identifier</Label>
        {kinds.map(({ value, name, what }) => (
          <Radio key={value} value={value}>
            <Radio.Content>
              <Radio.Control>
                <Radio.Indicator />
              </Radio.Control>
              {name}
            </Radio.Content>
            <Description>{what}</Description>
          </Radio>
        ))}
      </RadioGroup>
      <Numbered label="In Autotask">{chosen === "custom" ? custom : vendor}</Numbered>
      <div className="mt-6 text-dense text-muted">
        <p>Where your identifiers are listed later:</p>
        <div className="mt-1">
          <PlaceInAutotask {...menuPaths.trackingIdentifiers} />
        </div>
      </div>
      <StepFoot
        {...place}
        back="api-user"
        next="four-values"
        trackingIdentifierKind={chosen}
        note="Do not delete the identifier while Countersign is connected: every call would be refused."
      />
    </>
  );
}

const custom = [
  "On the page of the API user, find the section API Tracking Identifier.",
  <span key="choose">
    Choose <strong className="font-medium">Custom (Internal Integration)</strong> and name it Countersign.
  </span>,
  "Copy the API Integration Code that appears. 27 characters are usual.",
  "Save the user.",
];

const vendor = [
  "On the page of the API user, find the section API Tracking Identifier.",
  <span key="choose">
    Choose <strong className="font-medium">Integration Vendor</strong> and pick the vendor’s name from the list.
  </span>,
  "Use the identifier that the vendor gave you; Autotask does not show it.",
  "Save the user.",
];
