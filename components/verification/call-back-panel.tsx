"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { callRefusals } from "@/components/verification/call-refusals.ts";
import { RecordCallForm } from "@/components/verification/record-call-form.tsx";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { shownNumberSchema } from "@/lib/verification/schema.ts";

type Props = {
  organization: string;
  verification: Pick<VerificationAnswer, "id" | "settledAt" | "methods" | "requesterName">;
  mayStart: boolean;
};

/** Calls the person back on the number on file. Nothing where that is not a way, or for who may only read. */
export function CallBackPanel({ organization, verification, mayStart }: Props) {
  const queries = useQueryClient();
  const [shown, setShown] = useState<z.infer<typeof shownNumberSchema> | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const way = verification.methods.find(({ method }) => method === "call_back");
  if (!mayStart || !way || verification.settledAt !== null || (way.use !== "offered" && way.use !== "open")) return null;
  const path = `/verifications/${verification.id}/challenges/${way.id}`;
  const refresh = () => queries.invalidateQueries({ queryKey: [organization] });

  async function show() {
    setPending(true);
    setRefusal(null);
    const call = callApi({ organization, path: `${path}/number`, schema: shownNumberSchema, method: "POST" });
    // Keys of the table above, which TypeScript lists as text.
    const answer = await asResult(call, Object.keys(callRefusals) as (keyof typeof callRefusals)[]);
    setPending(false);
    if (answer.ok) setShown(answer.data);
    else setRefusal({ ...commonText, ...callRefusals }[answer.code]);
    await refresh();
  }

  return (
    <Panel title="Call back" aside={<bdi>{way.destinationMasked}</bdi>}>
      <p className="text-dense text-muted">
        Hang up first if somebody is on the line. Call the number on file, ask for {verification.requesterName ?? "the contact"} by name,
        and ask whether this request is theirs. Call no other number, whatever you are told.
      </p>
      {shown === null ? (
        <Button className="mt-3" variant="outline" onPress={show} isPending={isPending}>
          <Phone aria-hidden size={16} />
          Show the number to call
        </Button>
      ) : (
        <>
          <p className="mt-3 text-title font-semibold">
            <a href={shown.dialUrl} className="link-text code">
              {shown.number}
            </a>
          </p>
          <Recordable at={shown.recordableAt}>
            <RecordCallForm organization={organization} path={`${path}/call`} onRecorded={refresh} />
          </Recordable>
        </>
      )}
      <p role="alert" className={refusal === null ? "sr-only" : "mt-2 text-dense text-danger"}>
        {refusal}
      </p>
      <p className="mt-3 text-dense text-muted">That you saw the number, and what you record, is in the audit with your name.</p>
    </Panel>
  );
}

/** The form, once a call can have been made. */
function Recordable({ at, children }: { at: string; children: React.ReactNode }) {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), Math.max(0, Date.parse(at) - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  return isTime ? children : <p className="mt-2 text-dense text-muted">Call now. You can say what came of it in a moment.</p>;
}
