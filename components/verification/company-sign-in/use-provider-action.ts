"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { showToast } from "@/components/ui/toast.tsx";
import type { NewProvider, ProviderProblem } from "@/lib/verification/company-sign-in/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

/** The server actions of the screen, bound to the organization. */
export type ProviderActions = {
  add: (
    values: NewProvider,
  ) => Promise<ActionResult<{ id: string }, "verification.provider_exists" | "verification.provider_not_usable" | CommonCode>>;
  switch: (values: { providerId: string; enabled: boolean }) => Promise<ActionResult<unknown>>;
  remove: (values: { providerId: string }) => Promise<ActionResult<unknown>>;
  test: (values: { providerId: string }) => Promise<ActionResult<{ problem: ProviderProblem | null }>>;
};

type Run<T> = { key: string; action: () => Promise<ActionResult<T>>; said?: string; onDone?: (data: T) => void };

/** Runs one change at a time, reads the list again, and answers null or the refusal in words. */
export function useProviderAction(organization: string) {
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);

  async function run<T>({ key, action, said, onDone }: Run<T>): Promise<string | null> {
    setPending(key);
    const result = await action().catch(() => ({ ok: false, code: "web.unavailable" }) as const);
    await queries.invalidateQueries({ queryKey: [organization, "/company-sign-ins"] });
    setPending(null);
    if (!result.ok) return commonText[result.code];
    if (said !== undefined) showToast(said);
    onDone?.(result.data);
    return null;
  }

  return { run, pending };
}
