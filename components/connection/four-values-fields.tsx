"use client";

import type { z } from "zod";
import { ZoneField } from "@/components/connection/zone-field.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import { When } from "@/components/ui/when.tsx";
import { fourValuesSchema } from "@/lib/connection/schema.ts";

/** What is stored already. A stored value never comes back: its field is empty, and left empty it stays. */
export type Stored = { username: boolean; secret: boolean; trackingIdentifier: boolean; at: string | null; by: string | null };

const names = { username: "the username", secret: "the password", trackingIdentifier: "the tracking identifier" } as const;

/** The schema of the server, and nothing missing that is not stored. */
export function valuesSchema(stored: Pick<Stored, keyof typeof names>) {
  return fourValuesSchema.superRefine((values, context) => {
    for (const field of ["username", "secret", "trackingIdentifier"] as const) {
      if (values[field] === "" && !stored[field]) {
        context.addIssue({ code: "custom", path: [field], message: `Paste ${names[field]} from the API user.` });
      }
    }
  });
}
export type ValuesInput = z.input<ReturnType<typeof valuesSchema>>;

/** The four fields and, closed, the zone. */
export function FourValuesFields({ stored, hasZone }: { stored: Stored; hasZone: boolean }) {
  return (
    <>
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        hint="A mailbox someone reads. Autotask writes there when the user is locked."
      />
      <TextField name="username" label="Username (Key)" isCode hint={stored.username ? <Kept {...stored} /> : undefined} />
      <SecretField name="secret" label="Password (Secret)" hint={stored.secret ? <Kept {...stored} /> : undefined} />
      <TextField
        name="trackingIdentifier"
        label="Tracking identifier"
        isCode
        hint={stored.trackingIdentifier ? <Kept {...stored} /> : "Called API Integration Code on the user’s page. 27 characters is usual."}
      />
      <ZoneField hasZone={hasZone} />
    </>
  );
}

function Kept({ at, by }: Stored) {
  return (
    <>
      Set{at !== null && " "}
      {at !== null && <When at={at} precision="minute" withTime />}
      {by !== null && ` by ${by}`}. Leave it empty to keep it.
    </>
  );
}
