"use client";

import { type ReactNode, useState } from "react";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { AddProviderDialog } from "@/components/verification/company-sign-in/add-provider-dialog.tsx";
import { ProviderRow } from "@/components/verification/company-sign-in/provider-row.tsx";
import type { ProviderActions } from "@/components/verification/company-sign-in/use-provider-action.ts";
import { type ProviderView, providerListSchema } from "@/lib/verification/company-sign-in/schema.ts";

type Props = {
  organization: string;
  providers: ProviderView[];
  connections: { value: string; label: string }[];
  mayEdit: boolean;
  actions: ProviderActions;
  /** Whose word counts for a company. */
  approvers: ReactNode;
  /** How a company's people see us. */
  appearances: ReactNode;
};

/** The companies whose people sign in at their own identity provider, and the way to add one. */
export function CompaniesScreen({ organization, providers, connections, mayEdit, actions, approvers, appearances }: Props) {
  const list = useLive({
    organization,
    path: "/company-sign-ins",
    schema: providerListSchema,
    initial: { items: providers },
    everyMs: 15_000,
  });
  const [isAdding, setAdding] = useState(false);
  const { items } = list.data;
  const mayAdd = mayEdit && connections.length > 0;
  const add = mayAdd && (
    <Button variant="outline" size="sm" onPress={() => setAdding(true)}>
      Add a company sign-in
    </Button>
  );
  return (
    <>
      <PageHead
        title="Companies"
        lead={
          mayEdit
            ? "Who may approve for a company, how its people see you, and whose people sign in at their own company."
            : "An owner or admin can change these lists."
        }
      />
      {approvers}
      {appearances}
      <LiveTrouble query={list} what="the company sign-ins" />
      <Panel flush title="Company sign-ins" aside={items.length > 0 ? add : undefined} className="mt-4">
        {items.length === 0 ? (
          <Empty
            title="No company has a sign-in yet"
            actions={connections.length === 0 ? <ButtonLink href={`/${organization}/connections`}>Show the connections</ButtonLink> : add}
          >
            {connections.length === 0
              ? "Connect Autotask first: companies are chosen from it."
              : "With one, a requester signs in with their Microsoft, Google or other work account. It proves more than a code by e-mail."}
          </Empty>
        ) : (
          <ul aria-label="Company sign-ins">
            {items.map((provider) => (
              <ProviderRow key={provider.id} organization={organization} provider={provider} mayEdit={mayEdit} actions={actions} />
            ))}
          </ul>
        )}
      </Panel>
      {mayAdd && (
        <AddProviderDialog
          slug={organization}
          connections={connections}
          isOpen={isAdding}
          onOpenChange={setAdding}
          add={actions.add}
          onAdded={list.refetch}
        />
      )}
    </>
  );
}
