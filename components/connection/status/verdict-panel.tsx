"use client";

import { failureWords } from "@/components/connection/failure-words.ts";
import { FixNotice } from "@/components/connection/fix-notice.tsx";
import { LeftBehindNotice } from "@/components/connection/left-behind-notice.tsx";
import { Lights } from "@/components/connection/status/lights.tsx";
import { Moments } from "@/components/connection/status/moments.tsx";
import { RefusedSignIns } from "@/components/connection/status/refused-sign-ins.tsx";
import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { waitingText } from "@/components/connection/waiting-text.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Status } from "@/components/ui/status.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionStatus, Failure, TestResult } from "@/lib/connection/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

export type TryOnce = ConnectionAction<{ test: TestResult }, CommonCode>;
type Props = {
  slug: string;
  status: ConnectionStatus;
  health: ConnectionHealth;
  /** The tab it stands above. */
  place: string;
  canEdit: boolean;
  tryOnce: TryOnce;
};

/** The state in one sentence, the fix beside it, the four lights, and when what last happened. */
export function VerdictPanel({ slug, status, health, place, canEdit, tryOnce }: Props) {
  // Two reads may be some seconds apart; the sentence goes with the state.
  const { tag, sentence, follows } = verdictWords[status.verdict];
  const failure = failureToShow(status);
  const isOn = status.state === "connected" || status.state === "paused";
  const waits = waitingText(status.verdict, health.waiting);
  return (
    <section aria-label="State" className="overflow-hidden rounded-panel border border-border bg-surface">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-5">
        <div role="status" className="min-w-0">
          <Status kind="connection" state={tag} variant="tag" />
          <h2 className="mt-2 text-title font-semibold">{sentence}</h2>
          <p className="mt-0.5 text-lead text-muted">
            {status.verdict === "paused" && health.paused !== null && <PausedBy paused={health.paused} />}
            {follows} {waits}
          </p>
        </div>
        <ShowTheFix slug={slug} status={status} place={place} canEdit={canEdit} />
      </div>
      {status.leftBehind && (
        <div className="px-4 pb-4 sm:px-5">
          <LeftBehindNotice leftBehind={status.leftBehind} />
        </div>
      )}
      {failure && (
        <div className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
          {isOn && status.credentials.blocked !== null && <RefusedSignIns failedSignIns={health.failedSignIns} />}
          <FixNotice
            failure={failure}
            actions={
              canEdit && isOn && status.credentials.blocked !== null ? (
                <BlockedActions slug={slug} id={status.id} place={place} tryOnce={tryOnce} />
              ) : undefined
            }
          />
        </div>
      )}
      {isOn && <Lights health={health} />}
      {isOn && <Moments health={health} />}
    </section>
  );
}

function PausedBy({ paused: { at, byName } }: { paused: NonNullable<ConnectionHealth["paused"]> }) {
  return (
    <>
      {byName ?? "An operator"} paused it <When at={at} precision="minute" withTime />.{" "}
    </>
  );
}

/** Where the verdict's fix is, when it is on another page of the connection. */
function ShowTheFix({ slug, status: { id, verdict }, place, canEdit }: Pick<Props, "slug" | "status" | "place" | "canEdit">) {
  if (verdict === "rights_missing" && canEdit && place !== "permissions")
    return <ButtonLink href={`/${slug}/connections/${id}/permissions`}>Show the fix</ButtonLink>;
  if (verdict === "writes_refused") {
    return <ButtonLink href={`/${slug}/verifications?connection=${id}&period=all`}>Show the verifications</ButtonLink>;
  }
  return null;
}

/** The reason a person has to act on, if there is one. Refused writes are shown where they stand, with their verification. */
function failureToShow({ state, credentials, lastError, verdict }: ConnectionStatus): Failure | null {
  if (state === "disconnected" || state === "draft") return null;
  if (verdict === "autotask_outage" && lastError?.failure.code !== "connection.address_blocked") return null;
  return credentials.blocked ?? (state === "connecting" ? null : (lastError?.failure ?? null));
}

function BlockedActions({ slug, id, place, tryOnce }: Pick<Props, "slug" | "place" | "tryOnce"> & { id: string }) {
  const once = useConnectionAction(tryOnce, { connectionId: id, organization: slug, onDone: ({ test }) => tellTest(test) });
  return (
    <>
      {place !== "credentials" && (
        <ButtonLink href={`/${slug}/connections/${id}/credentials`} variant={place === "" ? "primary" : "outline"}>
          Replace the credentials
        </ButtonLink>
      )}
      <Button variant="outline" isPending={once.isPending} onPress={() => void once.run()}>
        Try once
      </Button>
      <p role="alert" className={once.problem === null ? "sr-only" : "basis-full text-dense text-danger"}>
        {once.problem}
      </p>
    </>
  );
}

function tellTest({ ok, failure }: TestResult): void {
  if (ok) showToast("Autotask accepts our sign-in again.", "What waited goes on.");
  else if (failure) showToast("Still refused. We make no other call.", failureWords[failure.code].brief);
}
