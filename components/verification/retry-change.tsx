"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { changeWords } from "@/components/verification/write-back-words.ts";
import type { WriteBackView } from "@/lib/write-back/schema.ts";

type Props = { organization: string; verificationId: string; change: Pick<WriteBackView, "id" | "kind"> };

/** Tries a refused change once more. */
export function RetryChange({ organization, verificationId, change }: Props) {
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function retry() {
    setPending(true);
    setRefusal(null);
    const path = `/verifications/${verificationId}/write-backs/${change.id}/retry`;
    const answer = await asResult(callApi({ organization, path, schema: z.unknown(), method: "POST" }));
    setPending(false);
    if (answer.ok) showToast(`${changeWords[change.kind]}: trying again`);
    else setRefusal(commonText[answer.code]);
    await queries.invalidateQueries({ queryKey: [organization] });
  }

  return (
    <div className="flex flex-col items-end gap-1">
      <Button variant="outline" size="sm" onPress={retry} isPending={isPending} aria-label={`Retry: ${changeWords[change.kind]}`}>
        Retry
      </Button>
      <p role="status" className={refusal === null ? "sr-only" : "text-dense text-danger"}>
        {refusal}
      </p>
    </div>
  );
}
