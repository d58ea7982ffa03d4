"use client";

import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { type PasswordCode, passwordText } from "@/components/organization/password-text.ts";
import { signInWithPassword } from "@/components/organization/sign-in-with-password.ts";
import { type SetupInput, setupSchema } from "@/lib/organization/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

export type SetupCode = PasswordCode | "organization.email_taken" | "organization.setup_link_closed";

const text: Record<SetupCode, string> = {
  ...passwordText,
  "organization.email_taken": "Somebody has this e-mail address already. Use another one, or sign in with it.",
  "organization.setup_link_closed": "This link was used or has expired. Ask the operator of this installation for a new one.",
};

type Props = { token: string; submit: (values: SetupInput) => Promise<ActionResult<{ slug: string }, SetupCode | CommonCode>> };

/** The first owner and their organization, then straight in. */
export function SetupForm({ token, submit }: Props) {
  const form = useZodForm(setupSchema, { token, name: "", organizationName: "", email: "", password: "" });
  const setup = useFormAction(form, (values: SetupInput) => submit({ ...values, timeZone: browserTimeZone() }), {
    text,
    onSuccess: ({ slug }) => enter(slug),
  });

  async function enter(slug: string) {
    const { email, password } = form.getValues();
    const signedIn = await signInWithPassword({ email, password });
    // The account exists either way; where signing in failed, its page says what happened.
    window.location.assign(signedIn.ok ? `/${slug}` : "/sign-in");
  }

  return (
    <Form form={form} onSubmit={setup.submit} label="Set up Countersign">
      <TextField name="name" label="Your name" autoComplete="name" />
      <TextField
        name="organizationName"
        label="Organization"
        hint="Requesters see it on the pages and in the mails they get."
        autoComplete="organization"
      />
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" placeholder="name@company.example" />
      <SecretField
        name="password"
        label="Password"
        autoComplete="new-password"
        hint="At least 15 characters. A few words make a good one."
      />
      <SubmitButton>Create account</SubmitButton>
    </Form>
  );
}

/** Where the owner sits is a good first guess; Settings changes it. */
function browserTimeZone(): string | undefined {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
