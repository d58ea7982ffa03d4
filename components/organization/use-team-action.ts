"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { type TeamCode, teamText } from "@/components/organization/team-words.ts";
import { showToast } from "@/components/ui/toast.tsx";
import type { InvitationLink, InviteInput, TeamRole } from "@/lib/organization/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type Action<Values, T> = (values: Values) => Promise<ActionResult<T, TeamCode | CommonCode>>;

/** The server actions of the screen, bound to the organization. */
export type TeamActions = {
  invite: Action<InviteInput, InvitationLink>;
  resend: Action<{ invitationId: string }, InvitationLink>;
  revoke: Action<{ invitationId: string }, unknown>;
  changeRole: Action<{ memberId: string; role: TeamRole }, unknown>;
  remove: Action<{ memberId: string }, unknown>;
};

type Run<T> = { key: string; action: () => Promise<ActionResult<T, TeamCode | CommonCode>>; said?: string; onDone?: (data: T) => void };

/** Runs one change at a time, reads the lists again, and answers null or the refusal in words. */
export function useTeamAction(organization: string) {
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);

  async function run<T>({ key, action, said, onDone }: Run<T>): Promise<string | null> {
    setPending(key);
    const result = await action().catch(() => ({ ok: false, code: "web.unavailable" }) as const);
    await queries.invalidateQueries({ queryKey: [organization] });
    setPending(null);
    if (!result.ok) return { ...commonText, ...teamText }[result.code];
    if (said !== undefined) showToast(said);
    onDone?.(result.data);
    return null;
  }

  return { run, pending };
}
