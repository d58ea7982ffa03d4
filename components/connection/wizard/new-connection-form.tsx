"use client";

import { useRouter } from "next/navigation";
import { z } from "zod";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { connectionNameSchema } from "@/lib/connection/schema.ts";
import type { ActionResult } from "@/lib/web/action-result.ts";

const schema = z.object({ name: connectionNameSchema });

type Props = {
  slug: string;
  /** Suggested; most have one database, named as they are. */
  name: string;
  submit: (values: { name: string }) => Promise<ActionResult<{ connectionId: string }>>;
};

/** Names the connection and begins the wizard. */
export function NewConnectionForm({ slug, name, submit }: Props) {
  const router = useRouter();
  const form = useZodForm(schema, { name });
  const create = useFormAction(form, submit, {
    text: {},
    onSuccess: ({ connectionId }) => router.push(`/${slug}/connections/${connectionId}/connect/security-level`),
  });
  return (
    <div className="max-w-[26rem]">
      <Form form={form} onSubmit={create.submit} label="Connect Autotask">
        <TextField name="name" label="Name of the connection" hint="Whose Autotask it is. Members see it; requesters do not." />
        <SubmitButton>Start</SubmitButton>
      </Form>
    </div>
  );
}
