"use client";

import { useState } from "react";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { AddChannelDialog, type Person } from "@/components/notification/add-channel-dialog.tsx";
import { ChannelRow } from "@/components/notification/channel-row.tsx";
import { type AlertActions, useAlertAction } from "@/components/notification/use-alert-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { type AlertChannelView, alertChannelListSchema } from "@/lib/notification/schema.ts";

type Props = {
  organization: string;
  channels: AlertChannelView[];
  /** Owners and admins, whose addresses are offered. */
  people: Person[];
  mayEdit: boolean;
  actions: AlertActions;
};

const what =
  "One message each: when a connection needs you, when it is repaired or back to normal, when its hourly calls run out, when tickets had not reached us; when somebody says “This was not me” or heard the wrong phrase, when a contact is frozen, and when a campaign against your clients begins.";
const isTesting = (channels: AlertChannelView[]) => channels.some(({ test }) => test?.state === "sending");

/** Where the organization hears of trouble, and whether it arrives. */
export function AlertsSection({ organization, channels, people, mayEdit, actions }: Props) {
  const list = useLive({
    organization,
    path: "/alert-channels",
    schema: alertChannelListSchema,
    initial: { items: channels },
    everyMs: ({ items }) => (isTesting(items) ? 1_000 : 15_000),
  });
  const alerts = useAlertAction(organization);
  const [isAdding, setAdding] = useState(false);
  const { items } = list.data;
  const heard = items.some(({ enabled }) => enabled);
  const add = mayEdit && (
    <Button variant="primary" onPress={() => setAdding(true)}>
      Add a channel
    </Button>
  );
  return (
    <div id="alerts" className="scroll-mt-4">
      <LiveTrouble query={list} what="this list" />
      <Panel
        flush
        title="Alerts"
        aside="Where you hear of trouble"
        foot={items.length > 0 ? <Foot isHeard={heard} add={add} /> : undefined}
      >
        {items.length === 0 ? (
          <Empty title="Nobody hears of trouble yet" actions={add}>
            <p>
              Without a channel you learn that tickets no longer reach us only when you open this portal. Add an e-mail address, or a
              channel of Slack or Teams.
            </p>
            <p className="mt-2">{what}</p>
          </Empty>
        ) : (
          <ul aria-label="Alert channels">
            {items.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} mayEdit={mayEdit} alerts={alerts} actions={actions} />
            ))}
          </ul>
        )}
      </Panel>
      {mayEdit && <AddChannelDialog isOpen={isAdding} onOpenChange={setAdding} people={people} add={actions.add} onAdded={list.refetch} />}
    </div>
  );
}

function Foot({ isHeard, add }: { isHeard: boolean; add: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className={isHeard ? "text-muted" : "text-danger"}>
        {isHeard ? what : "All channels are off, so nobody hears of trouble. Switch one on or add one."}
      </p>
      {add}
    </div>
  );
}
