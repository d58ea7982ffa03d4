"use client";

import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { CompanyStrengthDialog } from "@/components/policy/company-strength-dialog.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import { StrengthChoice } from "@/components/verification/strength-choice.tsx";
import { strengthWords } from "@/components/verification/strength-words.ts";
import type { StrengthSettings } from "@/lib/policy/schema.ts";
import type { Strength as StrengthAsked } from "@/lib/verification/schema.ts";

type Props = { organization: string; settings: StrengthSettings; mayEdit: boolean; onChanged: () => Promise<unknown> };

/** What one connection asks of its new tickets, and of which companies it asks something else. */
export function ConnectionStrength({ organization, settings, mayEdit, onChanged }: Props) {
  const { connection, asked, companies } = settings;
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const place = `/connections/${connection.id}`;

  async function put(path: string, strength: StrengthAsked | null, said: string): Promise<void> {
    setPending(true);
    setProblem(null);
    const answer = await asResult(callApi({ organization, path, schema: z.unknown(), method: "PUT", body: { strength } }));
    await onChanged();
    setPending(false);
    if (answer.ok) showToast(said, "It counts from the next ticket on.");
    else setProblem(commonText[answer.code]);
  }

  return (
    <Panel flush title={<bdi>{connection.name}</bdi>} aside={<SetBy setting={asked} />}>
      <PanelRow>
        {mayEdit ? (
          <div className={isPending ? "opacity-60" : undefined}>
            <StrengthChoice
              label="Every new ticket is asked as for"
              value={asked.strength}
              isDisabled={isPending}
              onChange={(strength) =>
                void put(`${place}/strength`, strength, `New tickets have to prove ${strengthWords[strength].name} now`)
              }
            />
          </div>
        ) : (
          <p className="flex items-center gap-3 text-dense">
            Every new ticket has to prove <Strength tier={asked.strength} />
          </p>
        )}
        {asked.strength !== "weak" && (
          <p className="mt-2 text-dense text-muted">
            Who cannot be asked by ways that prove this much ends as not possible, and a lead can decide.
          </p>
        )}
      </PanelRow>
      {companies.length > 0 && (
        <ul aria-label={`Companies of ${connection.name} of which something else is asked`}>
          {companies.map(({ companyId, companyName, strength, ...setting }) => (
            <li key={companyId} className="border-b border-separator last:border-b-0">
              <PanelRow className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-dense">
                <span className="min-w-0 flex-1 basis-48">
                  <span className="font-medium wrap-anywhere">
                    <bdi>{companyName}</bdi>
                  </span>
                  <span className="block text-micro text-muted">
                    <SetBy setting={setting} />
                  </span>
                </span>
                <Strength tier={strength} />
                {mayEdit && (
                  <Button
                    size="sm"
                    variant="outline"
                    isDisabled={isPending}
                    aria-label={`Remove: ${companyName}`}
                    onPress={() => void put(`${place}/companies/${companyId}/strength`, null, `${companyName} is asked as every company`)}
                  >
                    Remove
                  </Button>
                )}
              </PanelRow>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-separator px-4 py-3 text-dense text-muted">
        <span>{companies.length === 0 ? "The same is asked of every company." : "All others are asked as above."}</span>
        {mayEdit && (
          <Button size="sm" variant="outline" onPress={() => setAdding(true)}>
            Ask something else of a company
          </Button>
        )}
      </div>
      <p role="alert" className={problem === null ? "sr-only" : "px-4 pb-3 text-dense text-danger"}>
        {problem}
      </p>
      {mayEdit && (
        <CompanyStrengthDialog
          organization={organization}
          connectionId={connection.id}
          isOpen={isAdding}
          onOpenChange={setAdding}
          onSet={onChanged}
        />
      )}
    </Panel>
  );
}

function SetBy({ setting: { setAt, setByName } }: { setting: { setAt: string | null; setByName: string | null } }) {
  if (setAt === null) return <>As delivered</>;
  return (
    <>
      Set
      {setByName !== null && (
        <>
          {" "}
          by <bdi>{setByName}</bdi>
        </>
      )}
      , <When at={setAt} />
    </>
  );
}
