"use client";

import Link from "next/link";
import { Form } from "@/components/forms/form.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { signInText, signInWithPassword } from "@/components/organization/sign-in-with-password.ts";
import { signInSchema } from "@/lib/organization/schema.ts";

/** E-mail and password. `next` is a path the server has judged. */
export function SignInForm({ next }: { next: string }) {
  const form = useZodForm(signInSchema, { email: "", password: "" });
  // A whole new page, so that nothing that was fetched before signing in is kept.
  const { submit } = useFormAction(form, signInWithPassword, { text: signInText, onSuccess: () => window.location.assign(next) });
  return (
    <Form form={form} onSubmit={submit} label="Sign in">
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" placeholder="name@company.example" />
      <SecretField name="password" label="Password" autoComplete="current-password" />
      <div className="flex items-center justify-between gap-4">
        <SubmitButton>Sign in</SubmitButton>
        <Link href="/forgot-password" className="text-dense link-text">
          Forgot password?
        </Link>
      </div>
    </Form>
  );
}
