"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { Form } from "@/components/forms/form.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { triesText } from "@/components/verification/event-details.ts";
import { waitText } from "@/components/verification/limit-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { triesMax } from "@/lib/verification/limits/schema.ts";
import { type SpokenCodeAnswer, spokenCodeAnswerSchema, spokenCodeSchema } from "@/lib/verification/read-out/schema.ts";

type Props = { organization: string; verification: Pick<VerificationAnswer, "id" | "triesLeft"> };

/** Why a code is not taken at all: what happened, then what to do. */
const refusals = {
  "verification.person_needed": "A code is read out to a person who is signed in.",
  "verification.own_verification": "This is you. Ask a colleague to take the code: nobody confirms themself.",
  "verification.not_on_the_phone":
    "The message told them to read the code to nobody. Cancel this, and start again with “They are on the phone with me”.",
  "verification.not_read_out": "What is asked now cannot be read out. The page shows what it is.",
} as const;

const told: Partial<Record<SpokenCodeAnswer["result"], readonly [title: string, more: string]>> = {
  proven: ["The code is right", "Wait for the verdict: the contact is looked at in Autotask once more."],
  more: ["The code is right", "More is needed before you may proceed. The page shows what."],
  not_enough: ["The code is right, but not enough", "There is no other way to prove it. Do not proceed."],
  failed: ["That was the last try", "Do not proceed. The ticket says so."],
};

/** Takes the six digits that a caller without a browser reads out. Tried as on their own page, with the same tries. */
export function ReadOutForm({ organization, verification: { id, triesLeft } }: Props) {
  const queries = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const form = useZodForm(spokenCodeSchema, { code: "" });

  async function send(body: { code: string }) {
    setSaid(null);
    const path = `/verifications/${id}/spoken-code`;
    const known = Object.keys(refusals) as (keyof typeof refusals)[]; // Keys of a constant, which TypeScript lists as text.
    const answer = await asResult(callApi({ organization, path, schema: spokenCodeAnswerSchema, method: "POST", body }), known);
    if (!answer.ok) return setSaid({ ...commonText, ...refusals }[answer.code]);
    const toast = told[answer.data.result];
    if (toast) showToast(...toast);
    else setSaid(sentenceOf(answer.data));
    form.reset();
    await queries.invalidateQueries({ queryKey: [organization] });
  }

  return (
    <div className="mb-4 max-w-md">
      <Form form={form} onSubmit={send} label="Code they read out">
        <TextField
          name="code"
          label="Or type the code they read out"
          hint="For callers without a browser. Say the phrase first: their message tells them to read it to nobody else."
          placeholder="000 000"
          isCode
        />
        <Button type="submit" variant="outline" isPending={form.formState.isSubmitting}>
          Try this code
        </Button>
      </Form>
      <p role="alert" className={said === null ? "sr-only" : "mt-2 text-dense text-danger"}>
        {said}
      </p>
      {said === null && triesLeft < triesMax && (
        <p className="mt-2 text-dense text-muted">{triesText(triesLeft)}, theirs and yours together.</p>
      )}
    </div>
  );
}

function sentenceOf({ result, triesLeft = 0, waitSeconds = 60 }: SpokenCodeAnswer): string {
  if (result === "wrong") return `That is not the code. ${triesText(triesLeft)}. Have them read the newest one again.`;
  if (result === "wait") return `Too soon after the last answer. Wait ${waitText(waitSeconds)}; no try was spent.`;
  if (result === "limited")
    return `Your limits on wrong answers are reached. Wait ${waitText(waitSeconds)}, or use another way; no try was spent.`;
  if (result === "code_expired") return "That code is over, or a newer one is on its way. Send a new code, and have them read that one.";
  return "It has its outcome already. The page shows it now.";
}
