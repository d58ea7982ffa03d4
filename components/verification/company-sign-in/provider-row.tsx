"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { CopyCode } from "@/components/ui/copy-code.tsx";
import { ChangeProviderDialog } from "@/components/verification/company-sign-in/change-provider-dialog.tsx";
import { providerText, providerWords } from "@/components/verification/company-sign-in/provider-words.ts";
import { type ProviderActions, useProviderAction } from "@/components/verification/company-sign-in/use-provider-action.ts";
import type { ProviderView } from "@/lib/verification/company-sign-in/schema.ts";

type Props = { organization: string; provider: ProviderView; mayEdit: boolean; actions: ProviderActions };

/** One company: where its people sign in, what to enter there, and for those who may the ways to change it. */
export function ProviderRow({ organization, provider, mayEdit, actions }: Props) {
  const { id: providerId, companyName, kind, issuer, domains, redirectUri, boundPeople, enabled, connection } = provider;
  const { run, pending } = useProviderAction(organization);
  const queries = useQueryClient();
  const [isChanging, setChanging] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  async function test() {
    setSaid(null);
    const action = () => actions.test({ providerId });
    const refusal = await run({
      key: "test",
      action,
      onDone: (data) => {
        setProblem(data.problem === null ? null : providerText[data.problem]);
        setSaid(data.problem === null ? "The provider answers as configured. The client secret shows itself at the first sign-in." : null);
      },
    });
    if (refusal !== null) setProblem(refusal);
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-separator px-4 py-3 text-dense last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-medium wrap-anywhere">
          {companyName}
          {!enabled && <span className="font-normal text-muted"> (switched off)</span>}
        </h3>
        <p className="mt-0.5 text-muted wrap-anywhere">
          {providerWords[kind].name}, {connection.name}: <span className="code">{issuer}</span>
        </p>
        <p className="mt-0.5 text-muted wrap-anywhere">
          Mail domains: {domains.join(", ")}. {boundPeople === 1 ? "One person has" : `${boundPeople} people have`} signed in.
        </p>
        <p className="mt-1">
          <span className="text-muted">Redirect URI </span>
          <CopyCode value={redirectUri} label={`redirect URI of ${companyName}`} />
        </p>
        <p role="status" className="mt-1 empty:hidden">
          {said ?? ""}
        </p>
        <p role="alert" className={problem === null ? "sr-only" : "mt-1 text-danger"}>
          {problem}
        </p>
      </div>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" size="sm" isPending={pending === "test"} aria-label={`Test: ${companyName}`} onPress={test}>
            Test
          </Button>
          <Button
            variant="outline"
            size="sm"
            isPending={pending === "switch"}
            aria-label={`Switch ${enabled ? "off" : "on"}: ${companyName}`}
            onPress={async () => setProblem(await run({ key: "switch", action: () => actions.switch({ providerId, enabled: !enabled }) }))}
          >
            Switch {enabled ? "off" : "on"}
          </Button>
          <Button variant="outline" size="sm" aria-label={`Change: ${companyName}`} onPress={() => setChanging(true)}>
            Change
          </Button>
          <ChangeProviderDialog
            organization={organization}
            provider={provider}
            isOpen={isChanging}
            onOpenChange={setChanging}
            onChanged={() => queries.invalidateQueries({ queryKey: [organization, "/company-sign-ins"] })}
          />
          <ConfirmDialog
            trigger={
              <Button variant="outline" size="sm" aria-label={`Remove: ${companyName}`}>
                Remove
              </Button>
            }
            title={`Remove the sign-in of ${companyName}?`}
            confirmLabel="Remove"
            cancelLabel="Keep it"
            onConfirm={() =>
              run({ key: "remove", action: () => actions.remove({ providerId }), said: `The sign-in of ${companyName} is removed` })
            }
          >
            We forget the client secret and which accounts signed in. Added again, each person is matched by their address once more.
          </ConfirmDialog>
        </div>
      )}
    </li>
  );
}
