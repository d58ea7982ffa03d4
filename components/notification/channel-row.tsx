"use client";

import { useState } from "react";
import { channelErrorWords, channelState, kindWords } from "@/components/notification/alert-words.ts";
import { RenameChannelDialog } from "@/components/notification/rename-channel-dialog.tsx";
import type { AlertActions, useAlertAction } from "@/components/notification/use-alert-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Status } from "@/components/ui/status.tsx";
import { When } from "@/components/ui/when.tsx";
import type { AlertChannelView } from "@/lib/notification/schema.ts";

type Props = { channel: AlertChannelView; mayEdit: boolean; alerts: ReturnType<typeof useAlertAction>; actions: AlertActions };

/** One channel: how it is, where it leads, and for those who may the ways to change it. */
export function ChannelRow({ channel, mayEdit, alerts, actions }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [askedTest, setAskedTest] = useState<string | null>(null);
  const { kind, name, address, lastError, lastSentAt } = channel;

  async function run(work: Parameters<typeof alerts.run<{ id: string }>>[0]) {
    setAskedTest(null);
    setProblem(await alerts.run(work));
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-separator px-4 py-3 text-dense last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="min-w-0 font-medium wrap-anywhere">{name}</h3>
          <Status kind="alerts" state={channelState(channel)} />
        </div>
        <p className="mt-0.5 text-muted wrap-anywhere">
          {kindWords[kind].name}: <span className={kind === "mail" ? undefined : "code"}>{address ?? "address not readable"}</span>
        </p>
        <p className="mt-0.5 text-muted">
          {lastSentAt === null ? (
            "Nothing sent yet"
          ) : (
            <>
              Last message <When at={lastSentAt} precision="minute" />
            </>
          )}
        </p>
        {lastError !== null && (
          <p className="mt-1 text-danger">
            {channelErrorWords(kind, lastError.code)}{" "}
            <span className="text-muted">
              (<When at={lastError.at} precision="minute" />)
            </span>
          </p>
        )}
        <p role="status" className="mt-1 empty:hidden">
          {channel.test?.id === askedTest ? testWords(channel) : ""}
        </p>
        <p role="alert" className={problem === null ? "sr-only" : "mt-1 text-danger"}>
          {problem}
        </p>
      </div>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button
            variant="outline"
            size="sm"
            isPending={alerts.pending === `test ${channel.id}`}
            aria-label={`Send a test: ${name}`}
            onPress={() =>
              run({
                key: `test ${channel.id}`,
                action: () => actions.test({ channelId: channel.id }),
                onDone: ({ id }) => setAskedTest(id),
              })
            }
          >
            Send a test
          </Button>
          <ChannelButtons channel={channel} alerts={alerts} actions={actions} onProblem={setProblem} />
        </div>
      )}
    </li>
  );
}

function testWords({ kind, test }: AlertChannelView): string {
  if (test?.state === "sending") return "The test is on its way …";
  return test?.state === "sent" ? kindWords[kind].arrived : "The test did not arrive.";
}

type ButtonProps = Pick<Props, "channel" | "alerts" | "actions"> & { onProblem: (problem: string | null) => void };

function ChannelButtons({ channel: { id: channelId, name, kind, enabled }, alerts, actions, onProblem }: ButtonProps) {
  return (
    <>
      <RenameChannelDialog name={name} rename={(change) => actions.change({ channelId, change })} onRenamed={() => alerts.refresh()} />
      <Button
        variant="outline"
        size="sm"
        isPending={alerts.pending === `switch ${channelId}`}
        aria-label={`Switch ${enabled ? "off" : "on"}: ${name}`}
        onPress={async () =>
          onProblem(
            await alerts.run({
              key: `switch ${channelId}`,
              action: () => actions.change({ channelId, change: { enabled: !enabled } }),
              said: enabled ? `${name} gets no alerts any more` : `${name} gets alerts again`,
            }),
          )
        }
      >
        Switch {enabled ? "off" : "on"}
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="outline" size="sm" aria-label={`Remove: ${name}`}>
            Remove
          </Button>
        }
        title={`Remove ${name}?`}
        confirmLabel="Remove"
        cancelLabel="Keep it"
        onConfirm={() =>
          alerts.run({ key: `remove ${channelId}`, action: () => actions.remove({ channelId }), said: `${name} is removed` })
        }
      >
        {kind === "mail"
          ? "This address gets no alerts any more."
          : "We forget the address of the webhook. In the chat it stays until you delete it there."}
      </ConfirmDialog>
    </>
  );
}
