"use client";

import { Pause, Play, Wrench } from "lucide-react";
import { failureWords } from "@/components/connection/failure-words.ts";
import { postAction, type Repaired, repairAction } from "@/components/connection/post-action.ts";
import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { type ConnectionStatus, type Failure, needsPerson } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

export type Check = ConnectionAction<{ failure: Failure | null }, CommonCode>;
type Props = {
  slug: string;
  status: ConnectionStatus;
  check: Check;
  /** The tabs beside the status have a primary action of their own. */
  isHome: boolean;
};

/** What can be done to a connection, by the state it is in. */
export function HeadActions(props: Props) {
  const { slug, status } = props;
  if (status.state === "draft" || status.state === "connecting") {
    return (
      <ButtonLink href={`/${slug}/connections/${status.id}/connect`} variant="primary">
        Resume
      </ButtonLink>
    );
  }
  if (status.state === "disconnected") {
    return (
      <ButtonLink href={`/${slug}/connections/new`} variant="primary">
        Connect Autotask
      </ButtonLink>
    );
  }
  return <InUseActions {...props} />;
}

function InUseActions({ slug, status, check: checkAction, isHome }: Props) {
  const place = { connectionId: status.id, organization: slug };
  const isPaused = status.state === "paused";
  const isBlocked = status.credentials.blocked !== null;
  const check = useConnectionAction(checkAction, { ...place, onDone: ({ failure }) => tellCheck(failure) });
  const repair = useConnectionAction(repairAction(slug), { ...place, text: repairText, onDone: tellRepair });
  const resume = useConnectionAction(postAction(slug, "resume"), {
    ...place,
    onDone: () => showToast("Resumed.", "Tickets that waited go on, newest not older than 24 hours."),
  });
  const problem = check.problem ?? repair.problem ?? resume.problem;
  return (
    <>
      {isPaused ? (
        <Button variant={isHome && !isBlocked ? "primary" : "outline"} isPending={resume.isPending} onPress={() => void resume.run()}>
          <Play size={16} aria-hidden />
          Resume
        </Button>
      ) : (
        <PauseButton slug={slug} status={status} />
      )}
      <Button variant="outline" isPending={repair.isPending} onPress={() => void repair.run()}>
        <Wrench size={16} aria-hidden />
        Repair
      </Button>
      <Button
        variant={isHome && !isPaused && !needsPerson(status.verdict) ? "primary" : "outline"}
        isPending={check.isPending}
        onPress={() => void check.run()}
      >
        Check now
      </Button>
      <p role="alert" className={problem === null ? "sr-only" : "basis-full text-dense text-danger"}>
        {problem}
      </p>
    </>
  );
}

export const repairText = {
  "web.conflict": "A repair is running already, or the connection is not in use any more. The page shows how it is.",
  "web.unavailable": "We could not reach Autotask. Nothing was changed; try again in a minute.",
};

/** Asks once, since nobody is verified while it lasts. */
function PauseButton({ slug, status: { id, name } }: Pick<Props, "slug" | "status">) {
  const pause = useConnectionAction(postAction(slug, "pause"), {
    connectionId: id,
    organization: slug,
    onDone: () => showToast("Paused.", "Resume goes on with the tickets of the last 24 hours."),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline">
          <Pause size={16} aria-hidden />
          Pause
        </Button>
      }
      title={`Pause ${name}?`}
      confirmLabel="Pause"
      cancelLabel="Keep it on"
      tone="primary"
      onConfirm={pause.run}
    >
      <p>From now on nobody is asked for new tickets. They are stored and wait; our webhook and the credentials stay as they are.</p>
      <p className="mt-2">Resume brings it back: tickets of the last 24 hours are verified then, older ones are not.</p>
    </ConfirmDialog>
  );
}

function tellRepair({ failure, repairing }: Repaired): void {
  if (failure === null) showToast("Nothing to repair.", "Our webhook is active, ready and set as it should be.");
  else if (repairing) showToast("Repairing.", `${failureWords[failure.code].brief}. The page shows when it is done.`);
  else showToast("We cannot repair this by ourselves.", failureWords[failure.code].brief);
}

function tellCheck(failure: Failure | null): void {
  if (failure === null) showToast("Checked. All as it should be.", "Autotask accepts our sign-in; our webhook is active and ready.");
  else showToast("Checked. Something needs you.", failureWords[failure.code].brief);
}
