"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { GatewayDialog } from "@/components/notification/gateway-dialog.tsx";
import { PhoneRegionForm } from "@/components/notification/phone-region-form.tsx";
import { TestTextForm } from "@/components/notification/test-text-form.tsx";
import { gatewayWords, textErrorWords } from "@/components/notification/text-words.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import { type PhoneSettings, phoneSettingsSchema } from "@/lib/notification/schema.ts";

type Props = { organization: string; settings: PhoneSettings; mayEdit: boolean };
const path = "/phone-settings";

/** How people are reached by phone: how their numbers are read, and what carries text messages. */
export function PhoneSection({ organization, settings, mayEdit }: Props) {
  const live = useLive({ organization, path, schema: phoneSettingsSchema, initial: settings, everyMs: 30_000 });
  const queries = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const { region, gateway, sentLastHour, lastSentAt, lastError } = live.data;
  const refresh = () => queries.invalidateQueries({ queryKey: [organization, path] });
  const edit = mayEdit && (
    <Button variant={gateway === null ? "primary" : "outline"} onPress={() => setEditing(true)}>
      {gateway === null ? "Set up a gateway" : "Change the gateway"}
    </Button>
  );
  return (
    <div id="phone" className="scroll-mt-4">
      <LiveTrouble query={live} what="these settings" />
      <Panel title="Phone" aside="Text messages and call-backs">
        <PhoneRegionForm organization={organization} region={region} mayEdit={mayEdit} onSaved={refresh} />
        <div className="mt-5 border-t border-separator pt-5">
          {gateway === null ? (
            <Empty title="No text messages" actions={edit}>
              <p>
                Codes go by e-mail only, and technicians can call the number on file. With a gateway of yours people can also get a code by
                text message. It reaches fair, as a SIM can be swapped.
              </p>
            </Empty>
          ) : (
            <>
              <Facts
                facts={[
                  { term: "Gateway", value: gatewayWords[gateway.kind].name },
                  { term: "Address", value: <span className="code">{gateway.url}</span> },
                  { term: "Sender", value: gateway.sender },
                  { term: "Countries", value: gateway.countries.join(", ") },
                  { term: "This hour", value: `${sentLastHour} of ${gateway.hourlyBudget} messages` },
                  { term: "Last message", value: lastSentAt === null ? "Nothing sent yet" : <When at={lastSentAt} precision="minute" /> },
                ]}
              />
              {lastError !== null && <p className="mt-3 text-dense text-danger">{textErrorWords[lastError.code]}</p>}
              {mayEdit && (
                <>
                  <TestTextForm organization={organization} onSent={refresh} />
                  <div className="mt-4 flex flex-wrap gap-2">
                    {edit}
                    <RemoveGateway organization={organization} onRemoved={refresh} />
                  </div>
                </>
              )}
            </>
          )}
        </div>
      </Panel>
      {mayEdit && (
        <GatewayDialog organization={organization} gateway={gateway} isOpen={isEditing} onOpenChange={setEditing} onSaved={refresh} />
      )}
    </div>
  );
}

function RemoveGateway({ organization, onRemoved }: { organization: string; onRemoved: () => Promise<unknown> }) {
  async function remove(): Promise<string | null> {
    const answer = await asResult(callApi({ organization, path: `${path}/sms-gateway`, schema: z.unknown(), method: "DELETE" }));
    if (!answer.ok) return commonText[answer.code];
    await onRemoved();
    showToast("Gateway removed", "No text messages are sent any more.");
    return null;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">Remove</Button>}
      title="Remove the gateway?"
      confirmLabel="Remove the gateway"
      cancelLabel="Keep it"
      onConfirm={remove}
    >
      Its secret is forgotten, and people are asked by e-mail or called instead.
    </ConfirmDialog>
  );
}
