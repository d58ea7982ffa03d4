"use client";

import { useState } from "react";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Button } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { ExternalDialog } from "@/components/verification/external-provider/external-dialog.tsx";
import { ExternalRow } from "@/components/verification/external-provider/external-row.tsx";
import { SecretDialog, type ShownSecret } from "@/components/verification/external-provider/secret-dialog.tsx";
import { type ExternalProviderView, externalProviderListSchema } from "@/lib/verification/external-provider/schema.ts";

type Props = {
  organization: string;
  providers: ExternalProviderView[];
  connections: { value: string; label: string }[];
  mayEdit: boolean;
};

/** Verification services of others that people can be asked by, and the way to add one. */
export function ExternalSection({ organization, providers, connections, mayEdit }: Props) {
  const list = useLive({
    organization,
    path: "/external-providers",
    schema: externalProviderListSchema,
    initial: { items: providers },
    everyMs: 15_000,
  });
  const [editing, setEditing] = useState<ExternalProviderView | "new" | null>(null);
  const [secret, setSecret] = useState<ShownSecret | null>(null);
  const { items } = list.data;
  const add = mayEdit && (
    <Button variant={items.length === 0 ? "primary" : "outline"} onPress={() => setEditing("new")}>
      Add a provider
    </Button>
  );
  return (
    <div id="external-providers" className="scroll-mt-4">
      <LiveTrouble query={list} what="this list" />
      <Panel
        flush
        title="External providers"
        aside="Verification services of others"
        foot={items.length > 0 && add ? <div className="flex justify-end">{add}</div> : undefined}
      >
        {items.length === 0 ? (
          <Empty title="No external provider" actions={add}>
            <p>
              A service that checks ID documents, or one that you pay already, can prove a person behind your own rules. It answers us with
              signed messages, and counts for what you set: good at most.
            </p>
          </Empty>
        ) : (
          <ul aria-label="External providers">
            {items.map((provider) => (
              <ExternalRow
                key={provider.id}
                organization={organization}
                provider={provider}
                mayEdit={mayEdit}
                onChanged={list.refetch}
                onEdit={() => setEditing(provider)}
                onSecret={setSecret}
              />
            ))}
          </ul>
        )}
      </Panel>
      {mayEdit && (
        <>
          <ExternalDialog
            key={editing === null || editing === "new" ? "new" : editing.id}
            organization={organization}
            connections={connections}
            provider={editing === "new" ? null : editing}
            isOpen={editing !== null}
            onOpenChange={(isOpen) => !isOpen && setEditing(null)}
            onSaved={async (added) => {
              await list.refetch();
              if (added) setSecret(added);
            }}
          />
          <SecretDialog shown={secret} onClose={() => setSecret(null)} />
        </>
      )}
    </div>
  );
}
