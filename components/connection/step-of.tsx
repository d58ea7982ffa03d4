import type { ReactNode } from "react";
import { failureWords } from "@/components/connection/failure-words.ts";
import { FixNotice } from "@/components/connection/fix-notice.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Duration } from "@/components/ui/duration.tsx";
import type { Step } from "@/components/ui/step-list.tsx";
import type { StepProgress } from "@/lib/connection/schema.ts";

/** A step of a run as a row: its time when done, its fix in place when failed. `actionsFor` are the ways on. */
export function stepOf(
  base: { id: string; name: string },
  stored: StepProgress | undefined,
  actionsFor: (step: StepProgress) => ReactNode,
): Step {
  if (!stored) return { ...base, state: "waiting" };
  const { state, detail, tookMs, failure } = stored;
  const shown = { ...base, state, ...(detail === null ? {} : { detail: base.id === "zone" ? <Code>{detail}</Code> : detail }) };
  if (state === "done" && tookMs !== null) return { ...shown, aside: <Duration ms={tookMs} format="seconds" /> };
  if (state !== "failed" || failure === null) return shown;
  if (failure.retrying) return { ...shown, aside: "We try again by ourselves", fix: <FixNotice failure={failure} /> };
  return { ...shown, aside: failureWords[failure.code].brief, fix: <FixNotice failure={failure} actions={actionsFor(stored)} /> };
}
