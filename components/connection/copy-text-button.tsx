"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";

type Props = { text: string; children: string };

/** Copies a text too long to show. Says that it is copied; where the browser refuses, it shows the text to select. */
export function CopyTextButton({ text, children }: Props) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  return (
    <>
      <Button variant="outline" onPress={copy} onBlur={() => setState("idle")}>
        {state === "copied" && <Check aria-hidden />}
        {children}
      </Button>
      <span role="status" className={state === "refused" ? "text-micro text-muted" : "sr-only"}>
        {state === "copied" && "Copied"}
        {state === "refused" && "Your browser does not let us copy. Select the text below."}
      </span>
      {state === "refused" && (
        <pre className="code w-full rounded-tag bg-surface-secondary p-2 text-dense whitespace-pre-wrap select-all wrap-anywhere">
          {text}
        </pre>
      )}
    </>
  );
}
