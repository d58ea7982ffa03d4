"use client";

import { Spinner } from "@heroui/react";
import type { ReactNode } from "react";
import { useFormState } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";

type Props = {
  /** A verb and its object. */
  children: ReactNode;
  variant?: "primary" | "outline";
  fullWidth?: boolean;
  /** Give a sentence beside it that says when it opens. */
  isDisabled?: boolean;
};

/** Sends its `Form`. Shows its own spinner in place of the words and keeps its width. */
export function SubmitButton({ children, variant = "primary", fullWidth = false, isDisabled = false }: Props) {
  const { isSubmitting } = useFormState();
  return (
    // The press leaves the focus where it is: leaving the field would check it first, an error coming or going would move
    // the button from under the pointer, and the press would be lost.
    <Button
      preventFocusOnPress
      type="submit"
      variant={variant}
      fullWidth={fullWidth}
      isDisabled={isDisabled}
      isPending={isSubmitting}
      className="self-start"
    >
      <span className="inline-grid place-items-center *:col-start-1 *:row-start-1">
        <span className={isSubmitting ? "opacity-0" : undefined}>{children}</span>
        {isSubmitting && <Spinner size="sm" color="current" aria-label="Sending" />}
      </span>
    </Button>
  );
}
