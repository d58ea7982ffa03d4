"use client";

import { Modal } from "@heroui/react";
import { Button } from "@/components/ui/button.tsx";
import { CopyCode } from "@/components/ui/copy-code.tsx";

export type ShownSecret = { name: string; secret: string };

/** The secret of a provider, for the only time. */
export function SecretDialog({ shown, onClose }: { shown: ShownSecret | null; onClose: () => void }) {
  return (
    <Modal.Backdrop isOpen={shown !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>Secret of {shown?.name}</Modal.Heading>
          </Modal.Header>
          <Modal.Body className="text-body">
            <p>Enter it at the provider now. It is stored encrypted and never shown again.</p>
            <p className="mt-3">{shown && <CopyCode value={shown.secret} label="secret" />}</p>
            <p className="mt-3 text-muted">Lost it? Draw a new one: the one before counts for a day more.</p>
          </Modal.Body>
          <Modal.Footer>
            <Button variant="primary" onPress={onClose}>
              I have it
            </Button>
          </Modal.Footer>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
