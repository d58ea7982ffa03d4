"use client";

import { Button } from "@heroui/react";
import { failureWords } from "@/components/connection/failure-words.ts";
import { FixNotice } from "@/components/connection/fix-notice.tsx";
import { LeftBehindNotice } from "@/components/connection/left-behind-notice.tsx";
import { Lights } from "@/components/connection/status/lights.tsx";
import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { type Connect, connectText } from "@/components/connection/wizard/connect-step.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { Status } from "@/components/ui/status.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionStatus, Failure, TestResult } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

export type TryOnce = ConnectionAction<{ test: TestResult }, CommonCode>;
type Props = { slug: string; status: ConnectionStatus; canEdit: boolean; actions: { connect: Connect; tryOnce: TryOnce } };

/** The state in one sentence, the fix beside it, the lights, and when what last happened. */
export function VerdictPanel({ slug, status, canEdit, actions }: Props) {
  const { tag, sentence, follows } = verdictWords[status.verdict];
  const failure = failureToShow(status);
  const isOn = status.state === "connected" || status.state === "paused";
  return (
    <section aria-label="State" className="overflow-hidden rounded-panel border border-border bg-surface">
      <div role="status" className="px-4 py-4 sm:px-5">
        <Status kind="connection" state={tag} variant="tag" />
        <h2 className="mt-2 text-title font-semibold">{sentence}</h2>
        <p className="mt-0.5 text-lead text-muted">{follows}</p>
      </div>
      {status.leftBehind && (
        <div className="px-4 pb-4 sm:px-5">
          <LeftBehindNotice leftBehind={status.leftBehind} />
        </div>
      )}
      {failure && (
        <div className="px-4 pb-4 sm:px-5">
          <FixNotice
            failure={failure}
            actions={canEdit && isOn ? <FixActions slug={slug} status={status} actions={actions} /> : undefined}
          />
        </div>
      )}
      {isOn && <Lights status={status} />}
      {isOn && <Moments status={status} />}
    </section>
  );
}

/** The reason a person has to act on, if there is one. Refused writes are shown where they stand, with their verification. */
function failureToShow({ state, credentials, lastError }: ConnectionStatus): Failure | null {
  if (state === "disconnected" || state === "draft") return null;
  return credentials.blocked ?? (state === "connecting" ? null : (lastError?.failure ?? null));
}

const MENDED_BY_REPAIR: readonly string[] = [
  "connection.webhook_missing",
  "connection.webhook_inactive",
  "connection.webhook_not_ready",
  "connection.webhook_changed",
  "connection.fields_missing",
];

function FixActions({ slug, status: { id, credentials, lastError }, actions }: Omit<Props, "canEdit">) {
  const place = { connectionId: id, organization: slug };
  const once = useConnectionAction(actions.tryOnce, { ...place, onDone: ({ test }) => tellTest(test) });
  const repair = useConnectionAction(actions.connect, { ...place, text: connectText });
  const problem = once.problem ?? repair.problem;
  return (
    <>
      {credentials.blocked !== null ? (
        <>
          <ButtonLink href={`/${slug}/connections/${id}/credentials`} variant="primary">
            Replace credentials
          </ButtonLink>
          <Button variant="outline" isDisabled={once.isPending} onPress={() => void once.run()}>
            Try once
          </Button>
        </>
      ) : (
        MENDED_BY_REPAIR.includes(lastError?.failure.code ?? "") && (
          <Button variant="primary" isDisabled={repair.isPending} onPress={() => void repair.run()}>
            Repair webhook
          </Button>
        )
      )}
      {problem !== null && (
        <p role="alert" className="basis-full text-dense text-danger">
          {problem}
        </p>
      )}
    </>
  );
}

function tellTest({ ok, failure }: TestResult): void {
  if (ok) showToast("Autotask accepts our sign-in again.", "What waited goes on.");
  else if (failure) showToast("Still refused. We make no other call.", failureWords[failure.code].brief);
}

function Moments({ status: { lastDeliveryAt, lastWriteAt, lastCheckedAt } }: { status: ConnectionStatus }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 border-t border-separator bg-surface-secondary px-4 py-2.5 text-dense sm:px-5 md:grid-cols-3">
      <Moment term="Last delivery" at={lastDeliveryAt} />
      <Moment term="Last write" at={lastWriteAt} />
      <Moment term="Last check" at={lastCheckedAt} />
    </dl>
  );
}

function Moment({ term, at }: { term: string; at: string | null }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <dt className="text-muted">{term}</dt>
      <dd>
        {at === null ? (
          "none yet"
        ) : (
          <>
            <When at={at} withTime />, <LiveAge at={at} />
          </>
        )}
      </dd>
    </div>
  );
}
