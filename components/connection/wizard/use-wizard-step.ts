"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import type { WizardStep } from "@/lib/connection/schema.ts";
import type { ActionResult } from "@/lib/web/action-result.ts";

type Step = { connectionId: string; step: WizardStep; trackingIdentifierKind?: "custom" | "vendor" };
export type SaveStep = (values: Step) => Promise<ActionResult<{ saved: boolean }>>;
export type WizardPlace = { slug: string; connectionId: string; save: SaveStep };

export function stepHref({ slug, connectionId }: Pick<WizardPlace, "slug" | "connectionId">, step: WizardStep): string {
  return `/${slug}/connections/${connectionId}/connect/${step}`;
}

/** Opens the next step: saved first, so that leaving and coming back leads there. */
export function useWizardStep(place: WizardPlace) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function open(step: WizardStep, more: Pick<Step, "trackingIdentifierKind"> = {}): Promise<void> {
    setPending(true);
    setProblem(null);
    const saved = await place.save({ connectionId: place.connectionId, step, ...more }).catch(() => null);
    if (saved?.ok) return router.push(stepHref(place, step));
    setProblem(saved === null ? commonText["web.unavailable"] : commonText[saved.code]);
    setPending(false);
  }

  return { open, isPending, problem };
}
