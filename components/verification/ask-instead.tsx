"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";

type Props = {
  organization: string;
  verificationId: string;
  way: { id: string; method: string };
  /** Another is open, and stops with this. */
  isInstead: boolean;
};

const refusals = {
  "web.conflict": "This way cannot be used any more. The page shows what can be.",
  "web.rate_limited": "As many messages as your limits allow were sent within the hour, and more are not.",
};

/** Puts this way to the requester, in place of the one that is open. */
export function AskInstead({ organization, verificationId, way, isInstead }: Props) {
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { name } = wordsOfMethod(way.method);

  async function ask() {
    setPending(true);
    setRefusal(null);
    const path = `/verifications/${verificationId}/method`;
    const body = { challengeId: way.id };
    const answer = await asResult(callApi({ organization, path, schema: z.unknown(), method: "POST", body }));
    if (answer.ok) showToast(`${name} is asked now`, isInstead ? "What was sent before does not work any more." : undefined);
    else setRefusal(findWords<string>({ ...commonText, ...refusals }, answer.code));
    await queries.invalidateQueries({ queryKey: [organization] });
    setPending(false);
  }

  return (
    <span className="flex flex-col items-start gap-1 md:items-end">
      <Button
        size="sm"
        variant="outline"
        onPress={ask}
        isPending={isPending}
        aria-label={`${isInstead ? "Ask by this instead" : "Ask"}: ${name}`}
      >
        {isInstead ? "Ask by this instead" : "Ask"}
      </Button>
      <span role="status" className={refusal === null ? "sr-only" : "text-micro text-danger"}>
        {refusal}
      </span>
    </span>
  );
}
