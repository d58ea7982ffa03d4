"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commonText, isCommonCode } from "@/components/forms/common-text.ts";
import type { ActionResult } from "@/lib/web/action-result.ts";

export type ConnectionAction<T, Code extends string> = (values: { connectionId: string }) => Promise<ActionResult<T, Code>>;

type Options<T> = {
  connectionId: string;
  organization: string;
  text?: Record<string, string>;
  onDone?: (data: T) => void;
};

/** Runs an action of one button: its own spinner, its refusal in words, and fresh data afterwards. */
export function useConnectionAction<T, Code extends string>(action: ConnectionAction<T, Code>, options: Options<T>) {
  const { connectionId, organization, text = {}, onDone } = options;
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Null when it was done, else the refusal in words. */
  async function run(): Promise<string | null> {
    setPending(true);
    setProblem(null);
    const result = await action({ connectionId }).catch(() => null);
    await queries.invalidateQueries({ queryKey: [organization] });
    setPending(false);
    if (result?.ok) {
      onDone?.(result.data);
      return null;
    }
    const words = wordsFor(result?.code ?? "web.unavailable", text);
    setProblem(words);
    return words;
  }

  return { run, isPending, problem };
}

function wordsFor(code: string, text: Record<string, string>): string {
  return text[code] ?? (isCommonCode(code) ? commonText[code] : commonText["web.unavailable"]);
}
