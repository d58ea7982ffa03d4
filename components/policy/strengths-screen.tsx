"use client";

import { useState } from "react";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { ConnectionStrength } from "@/components/policy/connection-strength.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { strengthWords } from "@/components/verification/strength-words.ts";
import { type StrengthSettings, strengthSettingsListSchema } from "@/lib/policy/schema.ts";
import { strengthSchema } from "@/lib/verification/schema.ts";

/** How many connections are shown at once: each is a form of its own. */
const SHOWN = 20;

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
  const [shown, setShown] = useState(SHOWN);
  const more = list.data.items.length - shown;
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
          {list.data.items.slice(0, shown).map((settings) => (
            <ConnectionStrength
              key={settings.connection.id}
              organization={organization}
              settings={settings}
              mayEdit={mayEdit}
              onChanged={list.refetch}
            />
          ))}
          {more > 0 && (
            <Button variant="outline" onPress={() => setShown(shown + SHOWN)}>
              Show {Math.min(more, SHOWN)} more {more === 1 ? "connection" : "connections"}
            </Button>
          )}
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
