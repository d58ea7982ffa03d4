"use client";

import type { ReactNode } from "react";
import { type CredentialsActions, startText } from "@/components/connection/credentials/credentials-actions.ts";
import { GiveUpButton } from "@/components/connection/credentials/give-up-button.tsx";
import { RotationSteps } from "@/components/connection/credentials/rotation-steps.tsx";
import { exchangeName, isInUse, onceText, planText, rotationText } from "@/components/connection/credentials/rotation-words.ts";
import { LeftBehindNotice } from "@/components/connection/left-behind-notice.tsx";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { When } from "@/components/ui/when.tsx";
import type { RotationView } from "@/lib/connection/rotate/schema.ts";

type Props = {
  slug: string;
  connectionId: string;
  rotation: RotationView;
  actions: Pick<CredentialsActions, "start" | "cancel">;
  /** Opens the form for other values. */
  onReplace: () => void;
  onGivenUp: () => void;
};

/** The exchange that is open: accepted and waiting for a person, running, stopped, or waiting for late deliveries. */
export function OpenRotation({ slug, connectionId, rotation, actions, onReplace, onGivenUp }: Props) {
  const start = useConnectionAction(actions.start, { connectionId, organization: slug, text: startText });
  const { state, canCancel, canReplace, removeOldAt, leftBehind, switchedAt } = rotation;
  const giveUp = canCancel && (
    <GiveUpButton slug={slug} connectionId={connectionId} rotation={rotation} cancel={actions.cancel} onDone={onGivenUp} />
  );
  const replace = canReplace && (
    <Button variant="outline" onPress={onReplace}>
      Enter other values
    </Button>
  );
  const startButton = (label: string, variant: "primary" | "outline" = "primary") => (
    <Button variant={variant} isPending={start.isPending} onPress={() => void start.run()}>
      {label}
    </Button>
  );
  return (
    <section aria-label="New credentials" className="flex flex-col gap-4">
      <Head rotation={rotation}>
        {state === "draft" && startButton("Put in place")}
        {state === "running" && removeOldAt !== null && startButton("Remove it now", "outline")}
        {state !== "running" && replace}
        {/* In one place whatever the state: an open question must not vanish when a step ends. */}
        {giveUp}
      </Head>
      <p role="alert" className={start.problem === null ? "sr-only" : "text-dense text-danger"}>
        {start.problem}
      </p>
      {state !== "draft" && (
        <RotationSteps rotation={rotation} actionsFor={() => (state === "failed" ? startButton("Try this step again") : null)} />
      )}
      {leftBehind !== null && switchedAt !== null && <LeftBehindNotice leftBehind={leftBehind} />}
    </section>
  );
}

function Head({ rotation, children }: { rotation: RotationView; children: ReactNode }) {
  const { startedAt, startedByName, removeOldAt, state } = rotation;
  return (
    <div className="rounded-panel border border-border bg-surface px-4 py-4 sm:px-5">
      <p className="text-dense text-muted">
        {exchangeName(rotation)}, entered <When at={startedAt} precision="minute" withTime /> by <bdi>{startedByName}</bdi>
      </p>
      <div role="status">
        <h2 className="mt-1 text-title font-semibold">{titleOf(rotation)}</h2>
      </div>
      <p className="mt-1 text-body text-muted">
        {state === "draft" ? planText(rotation) : rotationText(rotation)}
        {state === "running" && removeOldAt === null && !rotation.cancelling && ` ${onceText}`}
        {state === "running" && removeOldAt !== null && (
          <>
            {" "}
            The old webhook stays until <When at={removeOldAt} />, for deliveries that Autotask sends late.
          </>
        )}
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
    </div>
  );
}

function titleOf(rotation: RotationView): string {
  const { state, cancelling, removeOldAt } = rotation;
  if (cancelling) return "Giving up the new credentials";
  if (state === "draft") return "Autotask accepts the new credentials";
  if (state === "failed") return isInUse(rotation) ? "The new credentials are in use; a step needs you" : "Stopped: a step needs you";
  if (removeOldAt !== null) return "The new credentials are in use";
  return "Putting the new credentials in place";
}
