"use client";

import { Modal } from "@heroui/react";
import { useQueryClient } from "@tanstack/react-query";
import { Snowflake } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { When } from "@/components/ui/when.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { unfreezeSchema } from "@/lib/verification/schema.ts";

type Props = { organization: string; verification: VerificationAnswer; mayFreeze: boolean };

/** How the requester stands over all their tickets: said only where it is not well. A lead freezes, and lifts. */
export function ContactNotice({ organization, verification, mayFreeze }: Props) {
  const { contact, requesterName, id } = verification;
  if (contact.state === "clear" || contact.since === null) return null;
  const who = requesterName === null ? "The requester" : isolate(requesterName);
  const place = { organization, verificationId: id, who };
  if (contact.state === "frozen") {
    return (
      <Notice
        reason={
          <>
            <span className="font-semibold text-danger">{who} is frozen</span> since <When at={contact.since} withTime />
            {contact.byName === null ? ", after a second signal" : `, by ${contact.byName}`}. Nobody is asked in their name, for any ticket,
            until a lead lifts it.
          </>
        }
        actions={mayFreeze ? <WithReason {...place} words={unfreezing} /> : undefined}
      />
    );
  }
  return (
    <Notice
      reason={
        <>
          <span className="font-semibold">{who} denied a request</span>, <When at={contact.since} withTime />. One more denial or failure
          freezes them.
        </>
      }
      actions={
        mayFreeze ? (
          <>
            <WithReason {...place} words={clearing} />
            <Freeze {...place} />
          </>
        ) : undefined
      }
    />
  );
}

type Place = { organization: string; verificationId: string; who: string };

function Freeze({ organization, verificationId, who }: Place) {
  const queries = useQueryClient();

  async function freeze(): Promise<string | null> {
    const path = `/verifications/${verificationId}/freeze`;
    const answer = await asResult(callApi({ organization, path, schema: z.unknown(), method: "POST" }));
    await queries.invalidateQueries({ queryKey: [organization] });
    return answer.ok || answer.code === "web.conflict" ? null : commonText[answer.code];
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline">
          <Snowflake aria-hidden size={16} />
          Freeze
        </Button>
      }
      title={`Freeze ${who}?`}
      confirmLabel="Freeze"
      cancelLabel="Do not freeze"
      onConfirm={freeze}
    >
      What is open in their name ends at once, and nobody is asked in it, for any ticket of any company, until a lead lifts the freeze.
    </ConfirmDialog>
  );
}

type ReasonWords = {
  path: string;
  button: string;
  title: (who: string) => string;
  lead: string;
  label: string;
  hint: string;
  keep: string;
};

const hint = "Whom you spoke with, and how, in 10 to 500 characters.";
const unfreezing: ReasonWords = {
  ...{ path: "unfreeze", button: "Lift the freeze", title: (who) => `Lift the freeze of ${who}?`, keep: "Keep it frozen" },
  ...{ label: "Why is it safe now?", hint },
  lead: "What came before does not count any more. Your name and the reason stay in the timeline and the audit.",
};
const clearing: ReasonWords = {
  ...{ path: "clear-suspicion", button: "Clear", title: (who) => `Clear the suspicion of ${who}?`, keep: "Keep the suspicion" },
  ...{ label: "Why was it a mistake?", hint },
  lead: "The denied request stays denied. It does not count towards a freeze any more. Your name and the reason stay in the timeline and the audit.",
};

function WithReason({ who, words, ...place }: Place & { words: ReasonWords }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="outline">{words.button}</Button>
      <Modal.Backdrop>
        <Modal.Container size="md" placement="center">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>{words.title(who)}</Modal.Heading>
            </Modal.Header>
            <ReasonForm {...place} words={words} onClose={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

type FormProps = Omit<Place, "who"> & { words: ReasonWords; onClose: () => void };

function ReasonForm({ organization, verificationId, words, onClose }: FormProps) {
  const queries = useQueryClient();
  const form = useZodForm(unfreezeSchema, { reason: "" });
  const path = `/verifications/${verificationId}/${words.path}`;
  const saving = useFormAction(
    form,
    (body: z.output<typeof unfreezeSchema>) => asResult(callApi({ organization, path, schema: z.unknown(), method: "POST", body })),
    {
      text: {},
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: [organization] });
        onClose();
      },
    },
  );
  return (
    <Modal.Body className="text-body">
      <p className="mb-4 text-muted">{words.lead}</p>
      <Form form={form} onSubmit={saving.submit} label={words.button}>
        <TextField name="reason" label={words.label} hint={words.hint} rows={3} autoFocus />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onPress={onClose}>
            {words.keep}
          </Button>
          <SubmitButton>{words.button}</SubmitButton>
        </div>
      </Form>
    </Modal.Body>
  );
}
