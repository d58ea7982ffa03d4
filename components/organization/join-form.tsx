"use client";

import Link from "next/link";
import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { type PasswordCode, passwordText } from "@/components/organization/password-text.ts";
import { signInText, signInWithPassword } from "@/components/organization/sign-in-with-password.ts";
import { type JoinInput, type JoinWithAccountInput, joinSchema, joinWithAccountSchema } from "@/lib/organization/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type Props<Values, Code extends string> = {
  token: string;
  email: string;
  submit: (values: Values) => Promise<ActionResult<{ slug: string }, Code | CommonCode>>;
};

const closed = "This link was used or revoked, or has expired. Ask whoever invited you to send it again.";

type JoinCode = PasswordCode | "organization.email_taken" | "organization.invitation_closed";
const joinText: Record<JoinCode, string> = {
  ...passwordText,
  "organization.email_taken": "Your address has an account here by now. Load the page again and enter its password.",
  "organization.invitation_closed": closed,
};

/** A new person: makes their account, and straight in. */
export function JoinForm({ token, email, submit }: Props<JoinInput, JoinCode>) {
  const form = useZodForm(joinSchema, { token, name: "", password: "" });
  const join = useFormAction(form, submit, {
    text: joinText,
    onSuccess: ({ slug }) => enter({ email, password: form.getValues().password, slug }),
  });
  return (
    <Form form={form} onSubmit={join.submit} label="Join">
      <Address email={email} />
      <TextField name="name" label="Your name" autoComplete="name" />
      <SecretField
        name="password"
        label="Password"
        autoComplete="new-password"
        hint="At least 15 characters. A few words make a good one."
      />
      <SubmitButton>Join the team</SubmitButton>
    </Form>
  );
}

type AccountCode = keyof typeof accountText;
const accountText = {
  ...signInText,
  "organization.sign_in_refused": "This is not the password of your account here. Check it and try again.",
  "organization.invitation_closed": closed,
};

/** Somebody with an account here: its password joins. */
export function JoinWithAccountForm({ token, email, submit }: Props<JoinWithAccountInput, AccountCode>) {
  const form = useZodForm(joinWithAccountSchema, { token, password: "" });
  const join = useFormAction(form, submit, {
    text: accountText,
    onSuccess: ({ slug }) => enter({ email, password: form.getValues().password, slug }),
  });
  return (
    <Form form={form} onSubmit={join.submit} label="Join">
      <Address email={email} />
      <SecretField name="password" label="Password" autoComplete="current-password" hint="You have an account here. Sign in to join." />
      <div className="flex items-center justify-between gap-4">
        <SubmitButton>Sign in and join</SubmitButton>
        <Link href="/forgot-password" className="text-dense link-text">
          Forgot password?
        </Link>
      </div>
    </Form>
  );
}

/** The invitation is bound to it, so nobody types it; the hidden field tells password managers whose password it is. */
function Address({ email }: { email: string }) {
  return (
    <div className="text-dense">
      <span className="text-muted">Your e-mail address</span>
      <div className="font-medium wrap-anywhere">{email}</div>
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
    </div>
  );
}

async function enter({ email, password, slug }: { email: string; password: string; slug: string }) {
  const signedIn = await signInWithPassword({ email, password });
  // They have joined either way; where signing in failed, its page says what happened.
  window.location.assign(signedIn.ok ? `/${slug}` : "/sign-in");
}
