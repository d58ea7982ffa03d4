import { type ConnectProgress, type ConnectStep, connectProgressSchema, connectSteps, type StepProgress } from "../schema.ts";

/** Every step still to do. */
export function freshProgress(): ConnectProgress {
  return connectProgressSchema.parse({ steps: {} });
}

/** What is stored, or all steps waiting if nothing readable is. */
export function parseProgress(stored: unknown): ConnectProgress {
  return connectProgressSchema.safeParse(stored).data ?? freshProgress();
}

/** The first step not done, or null. */
export function nextStep({ steps }: ConnectProgress): ConnectStep | null {
  return connectSteps.find((step) => steps[step].state !== "done") ?? null;
}

export function failedStep({ steps }: ConnectProgress): ConnectStep | null {
  return connectSteps.find((step) => steps[step].state === "failed") ?? null;
}

export function withStep(progress: ConnectProgress, step: ConnectStep, change: Partial<StepProgress>): ConnectProgress {
  return { ...progress, steps: { ...progress.steps, [step]: { ...progress.steps[step], ...change } } };
}

/** These steps as if never done. */
export function without(progress: ConnectProgress, ...undone: ConnectStep[]): ConnectProgress {
  const fresh = freshProgress().steps;
  return undone.reduce((all, step) => withStep(all, step, fresh[step]), progress);
}
