"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Send, X } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import { waitText } from "@/components/verification/limit-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  verification: Pick<VerificationAnswer, "id" | "challenges" | "requesterName">;
  may: { start: boolean; cancel: boolean };
};

const settled = "It has its outcome already. The page shows it now.";
const newCodeSchema = z.object({ result: z.enum(["asked", "too_soon", "no_codes_left", "gone"]), waitSeconds: z.number().optional() });

/** What a person can do while the requester has not answered. Nothing for who may only read. */
export function VerificationActions({ organization, verification, may }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!may.start && !may.cancel) return null;
  // A call has no code: it has its own panel.
  const isCall = verification.challenges.some(({ method, state }) => method === "call_back" && state === "waiting");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {may.start && !isCall && verification.challenges.length > 0 && (
        <SendNewCode organization={organization} verificationId={verification.id} onRefused={setRefusal} />
      )}
      {may.cancel && <Cancel organization={organization} verification={verification} />}
      <p role="status" className={refusal === null ? "sr-only" : "basis-full text-dense text-warning"}>
        {refusal}
      </p>
    </div>
  );
}

type SendProps = { organization: string; verificationId: string; onRefused: (sentence: string | null) => void };

function SendNewCode({ organization, verificationId, onRefused }: SendProps) {
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);

  async function send() {
    setPending(true);
    onRefused(null);
    const path = `/verifications/${verificationId}/new-code`;
    const answer = await asResult(callApi({ organization, path, schema: newCodeSchema, method: "POST" }));
    setPending(false);
    if (!answer.ok) onRefused(answer.code === "web.not_found" || answer.code === "web.conflict" ? settled : commonText[answer.code]);
    else if (answer.data.result === "asked") showToast("A new code is on its way", "The one before does not work any more.");
    else onRefused(newCodeRefusal(answer.data));
    await queries.invalidateQueries({ queryKey: [organization] });
  }

  return (
    <Button variant="outline" onPress={send} isPending={isPending}>
      <Send aria-hidden size={16} />
      Send a new code
    </Button>
  );
}

function newCodeRefusal({ result, waitSeconds }: z.infer<typeof newCodeSchema>): string {
  if (result === "too_soon") return `The last code is too fresh. Wait ${waitText(waitSeconds ?? 60)}, then send a new one.`;
  if (result === "no_codes_left")
    return "As many messages as your limits allow were sent within the hour. Call the number on file, or wait.";
  return "No code can be sent any more: its time is over. The page shows how it ended.";
}

function Cancel({ organization, verification: { id, requesterName } }: Pick<Props, "organization" | "verification">) {
  const queries = useQueryClient();

  async function cancel(): Promise<string | null> {
    const path = `/verifications/${id}/cancel`;
    const answer = await asResult(callApi({ organization, path, schema: z.unknown(), method: "POST" }));
    await queries.invalidateQueries({ queryKey: [organization] });
    if (answer.ok) return null;
    return answer.code === "web.conflict" ? settled : commonText[answer.code];
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost">
          <X aria-hidden size={16} />
          Cancel
        </Button>
      }
      title={`Cancel the verification of ${requesterName === null ? "this requester" : isolate(requesterName)}?`}
      confirmLabel="Cancel verification"
      cancelLabel="Keep waiting"
      onConfirm={cancel}
    >
      The link and the code stop working at once, and the ticket says that it was cancelled. You can start a new verification afterwards.
    </ConfirmDialog>
  );
}
