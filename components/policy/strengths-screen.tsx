"use client";

import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { ConnectionStrength } from "@/components/policy/connection-strength.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { strengthWords } from "@/components/verification/strength-words.ts";
import { type StrengthSettings, strengthSettingsListSchema } from "@/lib/policy/schema.ts";
import { strengthSchema } from "@/lib/verification/schema.ts";

type Props = { organization: string; initial: StrengthSettings[]; mayEdit: boolean };

/** How much a new ticket has to prove, for everybody and for single companies. */
export function StrengthsScreen({ organization, initial, mayEdit }: Props) {
  const list = useLive({
    organization,
    path: "/strengths",
    schema: strengthSettingsListSchema,
    initial: { items: initial },
    everyMs: 15_000,
  });
  return (
    <>
      <PageHead
        title="Policies"
        lead={
          mayEdit ? "How much the requester of a new ticket has to prove before you act." : "An owner or admin can change what is asked."
        }
      />
      <LiveTrouble query={list} what="what is asked" />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="grid min-w-0 gap-4">
          {list.data.items.length === 0 ? <NoConnection organization={organization} mayEdit={mayEdit} /> : null}
          {list.data.items.map((settings) => (
            <ConnectionStrength
              key={settings.connection.id}
              organization={organization}
              settings={settings}
              mayEdit={mayEdit}
              onChanged={list.refetch}
            />
          ))}
        </div>
        <WhatEachMeans />
      </div>
    </>
  );
}

function NoConnection({ organization, mayEdit }: { organization: string; mayEdit: boolean }) {
  const action = mayEdit && <ButtonLink href={`/${organization}/connections`}>Show the connections</ButtonLink>;
  return (
    <Panel>
      <Empty level={2} title="No ticket comes in yet" actions={action || undefined}>
        What is asked is set for each connection. Connect Autotask first.
      </Empty>
    </Panel>
  );
}

function WhatEachMeans() {
  return (
    <Panel flush title="What each one means">
      <ul>
        {strengthSchema.options.map((strength) => (
          <li key={strength}>
            <PanelRow className="text-dense">
              <Strength tier={strength} />
              <p className="mt-1">{strengthWords[strength].about}</p>
              <p className="text-muted">{strengthWords[strength].takes}</p>
            </PanelRow>
          </li>
        ))}
      </ul>
      <p className="border-t border-separator px-4 py-3 text-dense text-muted">
        A technician can ask for another one when they start a verification by hand. Nothing passes on less than was asked.
      </p>
    </Panel>
  );
}
