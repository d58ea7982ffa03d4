"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type CredentialsActions, enterText } from "@/components/connection/credentials/credentials-actions.ts";
import { NewCredentialsFields } from "@/components/connection/credentials/new-credentials-fields.tsx";
import { onceText } from "@/components/connection/credentials/rotation-words.ts";
import { useNewCredentialsForm } from "@/components/connection/credentials/use-new-credentials-form.ts";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { CredentialsView, NewCredentials } from "@/lib/connection/rotate/schema.ts";

type Props = {
  slug: string;
  connectionId: string;
  view: CredentialsView;
  /** The deadline asks for a vendor's identifier, so that is chosen to begin with. */
  wantsVendor: boolean;
  enter: CredentialsActions["enter"];
  /** Goes back to where one came from. Null: there is nothing to go back to. */
  onLeave: { label: string; isPending: boolean; run: () => void } | null;
};

/** New credentials beside those in use. Test tries them and keeps them; nothing changes until they are put in place. */
export function NewCredentialsForm({ slug, connectionId, view, wantsVendor, enter, onLeave }: Props) {
  const queries = useQueryClient();
  const { form, kept, apiUser, mark, unmark } = useNewCredentialsForm(view, { wantsVendor });
  const wasTested = view.open?.test != null;
  const testing = useFormAction(form, (values: NewCredentials) => enter({ ...values, connectionId, again: wasTested }), {
    text: enterText,
    onSuccess: async ({ test }) => {
      if (test.failure) mark(test.failure);
      await queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  return (
    <Panel title="Replace the credentials">
      <p className="mb-4 text-body text-muted">
        Enter the new ones beside those in use. Test tries them with one call; nothing changes until you put them in place. {onceText}
      </p>
      <div onSubmitCapture={unmark} className="max-w-[34rem]">
        <Form form={form} onSubmit={testing.submit} label="Replace the credentials">
          <NewCredentialsFields apiUser={apiUser} kept={kept} hasZone={(view.open ?? view.stored).zoneOverride !== null} />
          <div className="flex flex-wrap items-center gap-2">
            <SubmitButton>{wasTested ? "Test again" : "Test"}</SubmitButton>
            {onLeave !== null && (
              <Button variant="ghost" isPending={onLeave.isPending} onPress={onLeave.run}>
                {onLeave.label}
              </Button>
            )}
          </div>
        </Form>
      </div>
    </Panel>
  );
}
