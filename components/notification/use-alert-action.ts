"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { type AlertActionCode, alertText } from "@/components/notification/alert-words.ts";
import { showToast } from "@/components/ui/toast.tsx";
import type { AlertChannelChange, NewAlertChannel } from "@/lib/notification/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type Action<Values, T = unknown> = (values: Values) => Promise<ActionResult<T, AlertActionCode | CommonCode>>;

/** The server actions of the section, bound to the organization. */
export type AlertActions = {
  add: Action<NewAlertChannel, { id: string }>;
  change: Action<{ channelId: string; change: AlertChannelChange }>;
  remove: Action<{ channelId: string }>;
  test: Action<{ channelId: string }, { id: string }>;
};

type Run<T> = {
  key: string;
  action: () => Promise<ActionResult<T, AlertActionCode | CommonCode>>;
  said?: string;
  onDone?: (data: T) => void;
};

/** Runs one change at a time, reads the list again, and answers null or the refusal in words. */
export function useAlertAction(organization: string) {
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);

  const refresh = () => queries.invalidateQueries({ queryKey: [organization, "/alert-channels"] });

  async function run<T>({ key, action, said, onDone }: Run<T>): Promise<string | null> {
    setPending(key);
    const result = await action().catch(() => ({ ok: false, code: "web.unavailable" }) as const);
    await refresh();
    setPending(null);
    if (!result.ok) return { ...commonText, ...alertText }[result.code];
    if (said !== undefined) showToast(said);
    onDone?.(result.data);
    return null;
  }

  return { run, refresh, pending };
}
