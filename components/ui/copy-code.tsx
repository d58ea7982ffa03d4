"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { PlainButton } from "@/components/ui/plain-button.tsx";

type Props = {
  value: string;
  /** Names what is copied: "receipt", "username". */
  label: string;
  /** Shown instead of the value, for a value that is long. */
  text?: string;
};

/** Something to copy, with its button. Says that it is copied until the pointer or the focus leaves. */
export function CopyCode({ value, label, text }: Props) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  function copy() {
    navigator.clipboard.writeText(value).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  }

  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="code wrap-anywhere select-all">{text ?? value}</span>
      <PlainButton
        aria-label={`Copy ${label}`}
        onClick={copy}
        onBlur={() => setState("idle")}
        onPointerLeave={() => setState("idle")}
        className="inline-grid size-6 shrink-0 cursor-pointer place-items-center rounded-tag text-muted hover:bg-surface-tertiary hover:text-foreground"
      >
        {state === "copied" ? <Check size={14} className="text-success" aria-hidden /> : <Copy size={14} aria-hidden />}
      </PlainButton>
      <span role="status" className={state === "refused" ? "text-micro text-muted" : "sr-only"}>
        {state === "copied" && "Copied"}
        {state === "refused" && "Select it and copy it by hand"}
      </span>
    </span>
  );
}
