"use client";

import { useState } from "react";
import { AppearanceDialog } from "@/components/company/appearance-dialog.tsx";
import { AppearanceRow } from "@/components/company/appearance-row.tsx";
import type { SeenOrganization } from "@/components/company/appearance-seen.tsx";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Button } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { type AppearanceView, appearanceListSchema } from "@/lib/directory/appearance/schema.ts";

type Props = {
  organization: SeenOrganization;
  appearances: AppearanceView[];
  connections: { value: string; label: string }[];
  mayEdit: boolean;
};

const keyOf = ({ connection, companyId }: AppearanceView) => `${connection.id} ${companyId}`;

/** Name, language and logo that the people of single companies see, by company, and the ways to change them. */
export function AppearancesPanel({ organization, appearances, connections, mayEdit }: Props) {
  const { slug } = organization;
  const list = useLive({
    organization: slug,
    path: "/appearances",
    schema: appearanceListSchema,
    initial: { items: appearances },
    everyMs: 15_000,
  });
  const [opened, setOpened] = useState<string | null>(null);
  const { items } = list.data;
  const mayAdd = mayEdit && connections.length > 0;
  const add = mayAdd && (
    <Button variant="outline" size="sm" onPress={() => setOpened("new")}>
      Set up a company
    </Button>
  );
  return (
    <>
      <LiveTrouble query={list} what="how companies see you" />
      <Panel flush title="How its people see you" aside={items.length > 0 ? add : undefined} className="mt-4">
        {items.length === 0 ? (
          <Empty title="All companies see the same" actions={add || undefined}>
            {connections.length === 0
              ? "Connect Autotask first: companies are chosen from it."
              : "Requesters see your name and logo, and their company’s name as Autotask has it. Give a company the name its people use, its logo, and the language they are written to in."}
          </Empty>
        ) : (
          <ul aria-label="How its people see you">
            {items.map((appearance) => (
              <AppearanceRow
                key={keyOf(appearance)}
                organization={slug}
                appearance={appearance}
                mayEdit={mayEdit}
                onChange={() => setOpened(keyOf(appearance))}
                onChanged={list.refetch}
              />
            ))}
          </ul>
        )}
      </Panel>
      {mayEdit && (
        <AppearanceDialog
          organization={organization}
          connections={connections}
          items={items}
          appearance={items.find((each) => keyOf(each) === opened) ?? null}
          isOpen={opened !== null}
          onClose={() => setOpened(null)}
          onChanged={list.refetch}
          onAdded={async ({ connectionId, companyId }) => {
            await list.refetch();
            setOpened(`${connectionId} ${companyId}`);
          }}
        />
      )}
    </>
  );
}
