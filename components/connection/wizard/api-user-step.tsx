import { Numbered } from "@/components/connection/wizard/numbered.tsx";
import { PlaceInAutotask } from "@/components/connection/wizard/place-in-autotask.tsx";
import { StepFoot } from "@/components/connection/wizard/step-foot.tsx";
import type { WizardPlace } from "@/components/connection/wizard/use-wizard-step.ts";
import { CopyCode } from "@/components/ui/copy-code.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { menuPaths } from "@/lib/connection/schema.ts";

/** Step 2: the user whose name the notes carry. */
export function ApiUserStep(place: WizardPlace) {
  return (
    <>
      <PageHead
        title="Make an API user"
        lead="Countersign signs in as a user of its own. It is an API user, which has no screens of Autotask and cannot sign in as a person."
      />
      <Numbered label="In Autotask">
        {[
          <span key="open" className="flex flex-wrap items-baseline gap-2">
            <span>Open</span>
            <PlaceInAutotask {...menuPaths.apiUser} />
          </span>,
          "Fill in the fields below. Take New API User, not New Resource: a resource cannot use the API.",
          <span key="generate">
            Choose <strong className="font-medium">Generate Key</strong>, then <strong className="font-medium">Generate Secret</strong>.
            Copy both now: Autotask shows the secret once.
          </span>,
          "Stay on this page: the tracking identifier of step 3 is in its next section.",
        ]}
      </Numbered>
      <Panel title="The fields" className="mt-6">
        <Facts
          facts={[
            { term: "First name", value: <CopyCode value="Countersign" label="first name" /> },
            { term: "Last name", value: <CopyCode value="API" label="last name" /> },
            {
              term: "E-mail address",
              value: "A mailbox that somebody reads. Autotask writes there when the user is locked or a webhook is switched off.",
            },
            { term: "Security level", value: "Countersign API, from step 1" },
            { term: "Username (Key)", value: "Generated, looks like an e-mail address" },
            { term: "Password (Secret)", value: "Generated, shown once" },
          ]}
        />
      </Panel>
      <StepFoot
        {...place}
        back="security-level"
        next="tracking-identifier"
        note="A new user can take about 5 minutes until Autotask knows it everywhere."
      />
    </>
  );
}
