"use client";

import { Modal } from "@heroui/react";
import { Button } from "@/components/ui/button.tsx";
import { CopyCode } from "@/components/ui/copy-code.tsx";
import { When } from "@/components/ui/when.tsx";
import type { InvitationLink } from "@/lib/organization/schema.ts";

type Props = { link: InvitationLink | null; onClose: () => void };

/** The link of an invitation, once: for where mail is slow or does not arrive. */
export function TeamLinkDialog({ link, onClose }: Props) {
  return (
    <Modal.Backdrop isOpen={link !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>The invitation is on its way</Modal.Heading>
          </Modal.Header>
          {link !== null && (
            <Modal.Body className="text-body">
              <p className="text-muted">
                We mail it to <span className="font-medium wrap-anywhere text-foreground">{link.email}</span>. If the mail is slow, give
                them this link yourself, in a way that only they read. It stands here once, and works until{" "}
                <When at={link.expiresAt} precision="minute" withTime />.
              </p>
              <p className="mt-4">
                <CopyCode value={link.link} label="link" />
              </p>
            </Modal.Body>
          )}
          <Modal.Footer>
            <Button variant="primary" onPress={onClose}>
              Done
            </Button>
          </Modal.Footer>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
