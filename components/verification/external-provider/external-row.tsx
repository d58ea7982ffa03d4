"use client";

import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { CopyCode } from "@/components/ui/copy-code.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { When } from "@/components/ui/when.tsx";
import { externalProblemText, toldText } from "@/components/verification/external-provider/external-words.ts";
import type { ShownSecret } from "@/components/verification/external-provider/secret-dialog.tsx";
import { type ExternalProviderView, externalTestSchema, rotatedSecretSchema } from "@/lib/verification/external-provider/schema.ts";

type Props = {
  organization: string;
  provider: ExternalProviderView;
  mayEdit: boolean;
  onChanged: () => Promise<unknown>;
  onEdit: () => void;
  onSecret: (shown: ShownSecret) => void;
};

/** One provider: what it is, what came of its checks, and for those who may the ways to change it. */
export function ExternalRow({ organization, provider, mayEdit, onChanged, onEdit, onSecret }: Props) {
  const { id, name, createUrl, company, enabled, callbackUrl, previousSecretUntil, checks } = provider;
  const [pending, setPending] = useState<"test" | "switch" | null>(null);
  const [said, setSaid] = useState<{ text: string; isProblem: boolean } | null>(null);
  const at = { organization, path: `/external-providers/${id}` };

  async function test() {
    setPending("test");
    setSaid(null);
    const answer = await asResult(callApi({ ...at, path: `${at.path}/test`, schema: externalTestSchema, method: "POST" }));
    setPending(null);
    if (!answer.ok) return setSaid({ text: commonText[answer.code], isProblem: true });
    const { problem } = answer.data;
    if (problem !== null) return setSaid({ text: externalProblemText[problem], isProblem: true });
    setSaid({ text: "It took our signed message. Whether its results reach us shows the first check.", isProblem: false });
  }

  async function toggle() {
    setPending("switch");
    const answer = await asResult(callApi({ ...at, schema: z.unknown(), method: "PATCH", body: { enabled: !enabled } }));
    await onChanged();
    setPending(null);
    setSaid(answer.ok ? null : { text: commonText[answer.code], isProblem: true });
  }

  async function rotate(): Promise<string | null> {
    const answer = await asResult(callApi({ ...at, path: `${at.path}/secret`, schema: rotatedSecretSchema, method: "POST" }));
    if (!answer.ok) return commonText[answer.code];
    await onChanged();
    onSecret({ name, secret: answer.data.secret });
    return null;
  }

  async function remove(): Promise<string | null> {
    const answer = await asResult(callApi({ ...at, schema: z.unknown(), method: "DELETE" }));
    if (!answer.ok) return commonText[answer.code];
    await onChanged();
    return null;
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-separator px-4 py-3 text-dense last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="flex flex-wrap items-center gap-x-3 font-medium wrap-anywhere">
          <span>
            {name}
            {!enabled && <span className="font-normal text-muted"> (switched off)</span>}
          </span>
          <Strength tier={provider.strength} />
        </h3>
        <p className="mt-0.5 text-muted wrap-anywhere">
          For {company === null ? "everybody" : company.name}, told {toldText(provider)}: <span className="code">{createUrl}</span>
        </p>
        <p className="mt-0.5 text-muted">{checksText(checks)}</p>
        <p className="mt-1">
          <span className="text-muted">Sends results to </span>
          <CopyCode value={callbackUrl} label={`callback address of ${name}`} />
        </p>
        {previousSecretUntil !== null && (
          <p className="mt-1 text-warning">
            The secret before counts too, until <When at={previousSecretUntil} precision="minute" />.
          </p>
        )}
        <p role="status" className="mt-1 empty:hidden">
          {said !== null && !said.isProblem ? said.text : ""}
        </p>
        <p role="alert" className={said?.isProblem ? "mt-1 text-danger" : "sr-only"}>
          {said?.isProblem ? said.text : null}
        </p>
      </div>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" size="sm" isPending={pending === "test"} aria-label={`Test: ${name}`} onPress={test}>
            Test
          </Button>
          <Button variant="outline" size="sm" aria-label={`Change: ${name}`} onPress={onEdit}>
            Change
          </Button>
          <Button
            variant="outline"
            size="sm"
            isPending={pending === "switch"}
            aria-label={`Switch ${enabled ? "off" : "on"}: ${name}`}
            onPress={toggle}
          >
            Switch {enabled ? "off" : "on"}
          </Button>
          <ConfirmDialog
            trigger={
              <Button variant="outline" size="sm" aria-label={`New secret: ${name}`}>
                New secret
              </Button>
            }
            title={`Draw a new secret for ${name}?`}
            confirmLabel="Draw a new secret"
            cancelLabel="Keep this one"
            tone="primary"
            onConfirm={rotate}
          >
            {previousSecretUntil === null
              ? "You see it once. The one in use counts for a day more, so that no check is lost until you have entered the new one."
              : "An exchange is under way already. The secret before the one in use stops counting at once; enter the new one within a day."}
          </ConfirmDialog>
          <ConfirmDialog
            trigger={
              <Button variant="outline" size="sm" aria-label={`Remove: ${name}`}>
                Remove
              </Button>
            }
            title={`Remove ${name}?`}
            confirmLabel="Remove"
            cancelLabel="Keep it"
            onConfirm={remove}
          >
            Its secret is forgotten and its results no longer count, also those of checks that are open now. Outcomes and timelines stay.
          </ConfirmDialog>
        </div>
      )}
    </li>
  );
}

function checksText({ asked, passed, failed, inconclusive }: ExternalProviderView["checks"]): string {
  if (asked === 0) return "Not asked in the last 30 days.";
  return `Asked ${asked === 1 ? "once" : `${asked} times`} in the last 30 days: ${passed} passed, ${failed} failed, ${inconclusive} could not say.`;
}
