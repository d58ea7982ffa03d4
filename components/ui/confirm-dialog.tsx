"use client";

import { AlertDialog, Input, Label, TextField } from "@heroui/react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button.tsx";

type Props = {
  /** A HeroUI `Button`: what opens the question. */
  trigger: ReactNode;
  /** The question with its object: "Disconnect Nordlicht Systemhaus?" */
  title: string;
  /** What it does, and what stays. */
  children: ReactNode;
  /** The verb again: "Disconnect". */
  confirmLabel: string;
  /** The way back, by name: "Keep connected". */
  cancelLabel: string;
  /** For what cannot be undone: the name to type. */
  typedName?: string;
  tone?: "danger" | "primary";
  /** Null closes the dialog; a sentence is shown in it and keeps it open. */
  onConfirm: () => Promise<string | null>;
};

/** Asks before something with consequences. Escape and the way back change nothing. */
export function ConfirmDialog({ trigger, ...question }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <AlertDialog isOpen={isOpen} onOpenChange={setOpen}>
      {trigger}
      <AlertDialog.Backdrop isKeyboardDismissDisabled={false}>
        <AlertDialog.Container size="sm">
          <AlertDialog.Dialog>
            <Question {...question} onClose={() => setOpen(false)} />
          </AlertDialog.Dialog>
        </AlertDialog.Container>
      </AlertDialog.Backdrop>
    </AlertDialog>
  );
}

function Question({ tone = "danger", ...props }: Omit<Props, "trigger"> & { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isOpenToConfirm = props.typedName === undefined || typed.trim() === props.typedName.trim();

  async function confirm() {
    setPending(true);
    const refusal = await props.onConfirm().catch(() => "We could not reach Countersign. Nothing was changed. Try again.");
    setPending(false);
    if (refusal === null) props.onClose();
    else setProblem(refusal);
  }

  return (
    <>
      <AlertDialog.Header>
        <AlertDialog.Heading>{props.title}</AlertDialog.Heading>
      </AlertDialog.Header>
      <AlertDialog.Body className="text-body">
        <div className="text-muted">{props.children}</div>
        {props.typedName !== undefined && (
          <TextField value={typed} onChange={setTyped} className="mt-4" autoComplete="off">
            <Label>Type “{props.typedName}” to go on</Label>
            <Input fullWidth />
          </TextField>
        )}
        {problem !== null && (
          <p role="alert" className="mt-3 text-danger">
            {problem}
          </p>
        )}
      </AlertDialog.Body>
      <AlertDialog.Footer>
        <Button variant="outline" slot="close" isDisabled={isPending}>
          {props.cancelLabel}
        </Button>
        <Button variant={tone} onPress={confirm} isDisabled={!isOpenToConfirm} isPending={isPending}>
          {props.confirmLabel}
        </Button>
      </AlertDialog.Footer>
    </>
  );
}
