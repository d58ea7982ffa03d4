import type { Kept } from "@/components/connection/credentials/kept-values.ts";
import { ZoneField } from "@/components/connection/zone-field.tsx";
import { RadioField } from "@/components/forms/radio-field.tsx";
import { SecretField } from "@/components/forms/secret-field.tsx";
import { TextField } from "@/components/forms/text-field.tsx";
import type { NewCredentials } from "@/lib/connection/rotate/schema.ts";

const users = [
  {
    value: "same",
    name: "Same API user with a new secret",
    what: "You chose Generate Secret on the API user. Its webhook stays as it is.",
  },
  {
    value: "new",
    name: "A new API user",
    what: "A webhook belongs to the user who made it, so the new one gets its own before the old one is removed.",
  },
] as const;

const kinds = [
  { value: "custom", name: "Custom (Internal Integration)", what: "Autotask made it for this API user alone." },
  { value: "vendor", name: "Integration Vendor", what: "The vendor of Countersign gave it to you. It takes a new API user." },
] as const;

const keptHints = {
  entered: "Entered before. Leave it empty to keep it.",
  in_use: "Leave it empty to keep the one in use.",
} as const;

type Props = Pick<NewCredentials, "apiUser"> & { kept: Kept; hasZone: boolean };

/** Which API user, which identifier, the four values and, closed, the zone. */
export function NewCredentialsFields({ apiUser, kept, hasZone }: Props) {
  const hintOf = (field: keyof Kept) => (kept[field] === null ? undefined : keptHints[kept[field]]);
  return (
    <>
      <RadioField name="apiUser" label="API user" choices={users} />
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        hint="A mailbox someone reads. Autotask writes there when the user is locked."
      />
      {apiUser === "new" && <TextField name="username" label="Username (Key)" isCode hint={hintOf("username")} />}
      <SecretField name="secret" label="Password (Secret)" hint={hintOf("secret")} />
      <RadioField name="trackingIdentifierKind" label="Kind of identifier" choices={kinds} />
      <TextField name="trackingIdentifier" label="Tracking identifier" isCode hint={hintOf("trackingIdentifier")} />
      <ZoneField hasZone={hasZone} />
    </>
  );
}
