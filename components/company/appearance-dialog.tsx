"use client";

import { Modal } from "@heroui/react";
import { z } from "zod";
import { type AppearanceCode, appearancePath, companyLogoUrl, requestAppearance } from "@/components/company/appearance-calls.ts";
import { AppearanceSeen, type SeenOrganization } from "@/components/company/appearance-seen.tsx";
import { Form } from "@/components/forms/form.tsx";
import { SelectField } from "@/components/forms/select-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { LogoActions } from "@/components/organization/logo-actions.tsx";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { ProviderCompanyField } from "@/components/verification/company-sign-in/provider-company-field.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import { type AppearanceInput, type AppearanceView, appearanceInputSchema } from "@/lib/directory/appearance/schema.ts";
import type { ActionResult } from "@/lib/web/action-result.ts";
import { languageNames, languages } from "@/lib/words/schema.ts";

type Company = { connectionId: string; companyId: string };
type Props = {
  organization: SeenOrganization;
  connections: { value: string; label: string }[];
  items: readonly AppearanceView[];
  /** Null: a company is to be chosen first. */
  appearance: AppearanceView | null;
  isOpen: boolean;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
  onAdded: (company: Company) => Promise<unknown>;
};

/** Asks for a company, then what its people see: the name and the language with the form, the logo at once. */
export function AppearanceDialog({ isOpen, ...dialog }: Props) {
  const { appearance, organization, onChanged, onClose } = dialog;
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal.Container size="md" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading>
              {appearance === null ? "Set up a company" : `How the people of ${isolate(appearance.companyName)} see you`}
            </Modal.Heading>
          </Modal.Header>
          <Modal.Body className="text-body">
            <AppearanceForm key={appearance === null ? "new" : appearancePath(appearance)} {...dialog} />
            {appearance !== null && (
              <section aria-labelledby="company-logo" className="mt-6 border-t border-separator pt-4">
                <h3 id="company-logo" className="font-semibold text-foreground">
                  Logo
                </h3>
                <p className="mt-1 text-muted">It stands below your own name, which stays. A picture counts as soon as you choose it.</p>
                <LogoActions
                  organization={organization.slug}
                  path={`${appearancePath(appearance)}/logo`}
                  hasLogo={appearance.logo !== null}
                  onChanged={onChanged}
                />
              </section>
            )}
          </Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const asOrganization = "organization";
const formSchema = z.object({
  connectionId: z.string().min(1, "Choose the connection."),
  companyId: z.string().min(1, "Choose the company."),
  displayName: appearanceInputSchema.shape.displayName,
  language: z.enum([asOrganization, ...languages]).transform((language) => (language === asOrganization ? null : language)),
});

function AppearanceForm({ organization, connections, items, appearance, onClose, onChanged, onAdded }: Omit<Props, "isOpen">) {
  const form = useZodForm(formSchema, {
    connectionId: appearance?.connection.id ?? connections[0]?.value ?? "",
    companyId: appearance?.companyId ?? "",
    displayName: appearance?.displayName ?? "",
    language: appearance?.language ?? asOrganization,
  });
  const save = useFormAction(
    form,
    ({ connectionId, companyId, ...set }: z.output<typeof formSchema>) => send({ connectionId, companyId }, set),
    {
      text: {
        "company.listed": "This company is in the list already. Change it there.",
        "connection.blocked": "Autotask refuses our sign-in at the moment. Correct the credentials of the connection first.",
      },
    },
  );
  const [connectionId, displayName, language] = form.watch(["connectionId", "displayName", "language"]);

  async function send(company: Company, set: AppearanceInput): Promise<ActionResult<unknown, AppearanceCode | "company.listed">> {
    const isListed = items.some(({ connection, companyId }) => connection.id === company.connectionId && companyId === company.companyId);
    // Saving it here would put nothing in place of a name that somebody has set.
    if (appearance === null && isListed) return { ok: false, code: "company.listed", field: "companyId" };
    const result = await requestAppearance(organization.slug, company, set);
    if (!result.ok) return result;
    showToast("Saved", "Its people see it on the next page and in the next mail.");
    if (appearance === null) await onAdded(company);
    else await onChanged();
    return result;
  }

  return (
    <Form form={form} onSubmit={save.submit} label="How its people see you">
      {appearance === null ? (
        <>
          {connections.length > 1 && <SelectField name="connectionId" label="Connection" choices={connections} />}
          <ProviderCompanyField key={connectionId} slug={organization.slug} connectionId={connectionId} />
        </>
      ) : (
        <AppearanceSeen
          organization={organization}
          language={language === asOrganization ? organization.language : language}
          companyName={displayName?.trim() || appearance.companyName}
          companyLogoUrl={companyLogoUrl(organization.slug, appearance)}
        />
      )}
      <TextField name="displayName" label="Known to its people as (optional)" hint="Empty: its name in Autotask." />
      <SelectField
        name="language"
        label="Language"
        choices={[
          { value: asOrganization, label: `As for everybody: ${languageNames[organization.language]}` },
          ...languages.map((value) => ({ value, label: languageNames[value] })),
        ]}
        hint="Of mails and text messages, and of pages where a browser asks for none of our six languages."
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="outline" onPress={onClose}>
          Close
        </Button>
        <SubmitButton>{appearance === null ? "Save and choose a logo" : "Save"}</SubmitButton>
      </div>
    </Form>
  );
}
