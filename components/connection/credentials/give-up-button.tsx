"use client";

import { type CredentialsActions, cancelText } from "@/components/connection/credentials/credentials-actions.ts";
import { givenUpText } from "@/components/connection/credentials/rotation-words.ts";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import type { RotationView } from "@/lib/connection/rotate/schema.ts";

type Props = {
  slug: string;
  connectionId: string;
  rotation: RotationView;
  cancel: CredentialsActions["cancel"];
  onDone: () => void;
};

/** Gives the new credentials up, once a person has said so again. */
export function GiveUpButton({ slug, connectionId, rotation, cancel, onDone }: Props) {
  const action = useConnectionAction(cancel, {
    connectionId,
    organization: slug,
    text: cancelText,
    onDone: () => {
      showToast("Given up.", givenUpText(rotation));
      onDone();
    },
  });
  return (
    <ConfirmDialog
      trigger={<Button variant="outline">Give up</Button>}
      title="Give up the new credentials?"
      confirmLabel="Give up"
      cancelLabel="Keep them"
      onConfirm={action.run}
    >
      <p>{givenUpText(rotation)}</p>
    </ConfirmDialog>
  );
}
