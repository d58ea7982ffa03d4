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
import { hasCode } from "@/components/verification/method-words.ts";
import { isAwaitingRelease } from "@/components/verification/verdict-of.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  verification: Pick<VerificationAnswer, "id" | "challenges" | "requesterName" | "settledAt" | "risk">;
  may: { start: boolean; cancel: boolean };
};

const settled = "It has its outcome already. The page shows it now.";
const newCodeSchema = z.object({ result: z.enum(["asked", "too_soon", "no_codes_left", "gone"]), waitSeconds: z.number().optional() });

/** What a person can do while the requester has not answered. Nothing for who may only read. */
export function VerificationActions({ organization, verification, may }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!may.start && !may.cancel) return null;
  const open = verification.challenges.find(({ state }) => state === "waiting" || state === "sending" || state === "sent");
  // A call has no code: it has its own panel. And once all is proven a lead's word is missing, and no code.
  const canSend = verification.challenges.length > 0 && open?.method !== "call_back" && !isAwaitingRelease(verification);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {may.start && canSend && (
        <SendAgain
          organization={organization}
          verificationId={verification.id}
          isCode={open === undefined || hasCode(open.method)}
          onRefused={setRefusal}
        />
      )}
      {may.cancel && <Cancel organization={organization} verification={verification} />}
      <p role="status" className={refusal === null ? "sr-only" : "basis-full text-dense text-warning"}>
        {refusal}
      </p>
    </div>
  );
}

type SendProps = {
  organization: string;
  verificationId: string;
  /** Else a link to the page is all that is sent. */
  isCode: boolean;
  onRefused: (sentence: string | null) => void;
};

function SendAgain({ organization, verificationId, isCode, onRefused }: SendProps) {
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);

  async function send() {
    setPending(true);
    onRefused(null);
    const path = `/verifications/${verificationId}/new-code`;
    const answer = await asResult(callApi({ organization, path, schema: newCodeSchema, method: "POST" }));
    setPending(false);
    if (!answer.ok) onRefused(answer.code === "web.not_found" || answer.code === "web.conflict" ? settled : commonText[answer.code]);
    else if (answer.data.result === "asked")
      showToast(isCode ? "A new code is on its way" : "A new mail is on its way", "The one before does not work any more.");
    else onRefused(refusalOf(answer.data, isCode));
    await queries.invalidateQueries({ queryKey: [organization] });
  }

  return (
    <Button variant="outline" onPress={send} isPending={isPending}>
      <Send aria-hidden size={16} />
      {isCode ? "Send a new code" : "Send again"}
    </Button>
  );
}

function refusalOf({ result, waitSeconds }: z.infer<typeof newCodeSchema>, isCode: boolean): string {
  const [last, no] = isCode ? ["code", "No code"] : ["mail", "Nothing"];
  if (result === "too_soon") return `The last ${last} is too fresh. Wait ${waitText(waitSeconds ?? 60)}, then send a new one.`;
  if (result === "no_codes_left")
    return "As many messages as your limits allow were sent within the hour. Call the number on file, or wait.";
  return `${no} can be sent any more: its time is over. The page shows how it ended.`;
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
