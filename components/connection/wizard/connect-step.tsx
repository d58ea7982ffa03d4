"use client";

import { useQuery } from "@tanstack/react-query";
import { ConnectProgressList, progressText } from "@/components/connection/connect-progress.tsx";
import { LeftBehindNotice } from "@/components/connection/left-behind-notice.tsx";
import { PermissionsPanel } from "@/components/connection/permissions/permissions-panel.tsx";
import type { CheckPermissions } from "@/components/connection/permissions/use-permissions.ts";
import { connectionQuery } from "@/components/connection/queries.ts";
import { appUrlWords } from "@/components/connection/step-words.ts";
import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { useRightsBeforeConnect } from "@/components/connection/wizard/use-rights-before-connect.ts";
import { stepHref } from "@/components/connection/wizard/use-wizard-step.ts";
import { WizardFoot } from "@/components/layout/wizard-shell.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import type { AppUrlProblem, ConnectionStatus, PermissionMatrix, StepProgress } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

type Address = { origin: string; check: { ok: true } | { ok: false; problem: AppUrlProblem; host: string } };
type ConnectCode = "connection.app_url_refused" | "connection.not_tested" | CommonCode;
export type Connect = ConnectionAction<{ running: boolean }, ConnectCode>;

export const connectText: Record<Exclude<ConnectCode, CommonCode>, string> = {
  "connection.app_url_refused": "Autotask cannot call Countersign at its address. Set APP_URL to a public https address on port 443.",
  "connection.not_tested": "These values were changed and not tested since. Go back and test them.",
};

type Props = {
  slug: string;
  initial: ConnectionStatus;
  address: Address;
  connect: Connect;
  permissions: PermissionMatrix;
  checkPermissions: CheckPermissions;
};

/** Step 5: how far, what failed, how to fix it, and what was left behind. */
export function ConnectStep({ slug, initial, address, connect, permissions, checkPermissions }: Props) {
  const { data } = useQuery(connectionQuery(slug, initial));
  const { run, isPending, problem } = useConnectionAction(connect, { connectionId: data.id, organization: slug, text: connectText });
  const isDone = data.state === "connected";
  const canBegin = data.state === "draft";
  const rights = useRightsBeforeConnect({ slug, connectionId: data.id, initial: permissions, check: checkPermissions, isWanted: canBegin });
  const isRefused = data.progress?.steps.permissions.state === "failed";

  const place = { slug, connectionId: data.id };
  return (
    <>
      <PageHead
        title={titleOf(data)}
        lead={
          canBegin
            ? "We do the rest in Autotask and show each step. A step that fails tells you what to change."
            : progressText(data.progress)
        }
      />
      {address.check.ok ? (
        canBegin && (
          <p className="mb-4 text-dense text-muted">
            Autotask will call <Code>{address.origin}</Code>.
          </p>
        )
      ) : (
        <div className="mb-4">
          <AddressNotice check={address.check} />
        </div>
      )}
      {(canBegin || isRefused) && (
        <div className="mb-4">
          <PermissionsPanel permissions={rights} askText="Check again" />
        </div>
      )}
      <ConnectProgressList
        progress={data.progress}
        actionsFor={(step) => <StepActions step={step} fourValuesHref={stepHref(place, "four-values")} retry={run} isPending={isPending} />}
      />
      <p role="alert" className={problem === null ? "sr-only" : "mt-3 text-dense text-danger"}>
        {problem}
      </p>
      {data.leftBehind && !isDone && (
        <div className="mt-4">
          <LeftBehindNotice leftBehind={data.leftBehind} />
        </div>
      )}
      <p role="status" className="sr-only">
        {isDone ? "Connected" : ""}
      </p>
      <WizardFoot
        note={footNote(data, { isCallable: address.check.ok, rights: rights.stops })}
        actions={
          <>
            {!isDone && (
              <ButtonLink href={stepHref(place, "four-values")} variant="ghost">
                Back
              </ButtonLink>
            )}
            {canBegin ? (
              <Button variant="primary" isDisabled={!address.check.ok || isPending || rights.stops !== null} onPress={() => void run()}>
                Connect
              </Button>
            ) : isDone ? (
              <ButtonLink href={`/${slug}/connections/${data.id}`} variant="primary">
                Finish
              </ButtonLink>
            ) : (
              <Button variant="primary" isDisabled>
                Finish
              </Button>
            )}
          </>
        }
      />
    </>
  );
}

function titleOf({ state, name }: ConnectionStatus): string {
  if (state === "draft") return `Connect ${name}`;
  return state === "connected" ? `${name} is connected` : `Connecting ${name}`;
}

type Opens = { isCallable: boolean; rights: "asking" | "missing" | null };

function footNote({ state, verdict, leftBehind }: ConnectionStatus, { isCallable, rights }: Opens): string {
  if (state === "draft") return `${opensText({ isCallable, rights })}Nothing has been made in Autotask yet.`;
  if (state === "connected") return "Our webhook is in Autotask. Disconnect removes it.";
  if (leftBehind !== null) return "One webhook has been left behind in Autotask. Trying again uses it.";
  if (verdict === "connect_failed") return "Nothing has been left behind in Autotask. You can stop here.";
  return "Finish opens when all steps are done. You can leave; it goes on without this page.";
}

function opensText({ isCallable, rights }: Opens): string {
  if (!isCallable) return "Connect opens when Autotask can call Countersign. ";
  if (rights === "missing") return "Connect opens when the needed rights are there: set them in Autotask, then check again. ";
  return rights === "asking" ? "Connect opens when we have asked for the rights. " : "";
}

type ActionsProps = { step: StepProgress; fourValuesHref: string; retry: () => Promise<unknown>; isPending: boolean };

const OF_VALUES = ["username", "secret", "trackingIdentifier", "zoneOverride"];

function StepActions({ step, fourValuesHref, retry, isPending }: ActionsProps) {
  const isOfValues = OF_VALUES.includes(step.failure?.field ?? "");
  return (
    <>
      {isOfValues && (
        <ButtonLink href={fourValuesHref} variant="primary">
          Correct the four values
        </ButtonLink>
      )}
      <Button variant={isOfValues ? "outline" : "primary"} isDisabled={isPending} onPress={() => void retry()}>
        Try this step again
      </Button>
    </>
  );
}

function AddressNotice({ check }: { check: Extract<Address["check"], { ok: false }> }) {
  const { what, todo } = appUrlWords[check.problem];
  return (
    <Notice
      reason={
        <>
          <span className="font-medium">{what(check.host)}</span> {todo}
        </>
      }
    />
  );
}
