import { z } from "zod";
import { clearIdentifierDeadline, setIdentifierDeadline } from "../connection/identifier-deadline.ts";
import { newDeadlineSchema } from "../connection/schema.ts";
import { createApiKey, revokeApiKey } from "../organization/api-keys.ts";
import { createOwner } from "../organization/create-owner.ts";
import { roles } from "../organization/permissions.ts";
import { resetPassword, signOutEverywhere } from "../organization/reset-password.ts";
import { ownerSchema } from "../organization/schema.ts";
import { makeSetupLink } from "../organization/setup-link.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import { checkConnections } from "./check-connections.ts";
import type { CommandOptions } from "./parse-command.ts";

type Options = Record<string, string | true>;
type Command = {
  options: CommandOptions;
  /** An answer with `healthy: false` ends with code 1, so that a script may ask by the code alone. */
  run(deps: Deps, options: Options, secret: string): Promise<Record<string, unknown>>;
};

const operator = { kind: "operator" } as const;
const required = { required: true };
const flag = { required: true, flag: true };

export const usage = `npm run admin -- <command> [options]

  setup-link                                       print the one-time link that makes the first owner; earlier links end
  create-owner --email … --name … --organization … --password-stdin [--time-zone Europe/Berlin]
                                                   make an owner, and the organization if there is none of that name
  reset-password --email … --password-stdin        set a new password and end the person's sessions
  revoke-sessions --email …                        end the person's sessions
  create-api-key --organization <slug> --role owner|admin|lead|technician|auditor [--name …]
                                                   make an API key; it is shown this once
  revoke-api-key --id …                            end an API key
  set-identifier-deadline --date 2026-11-30 [--note …]
                                                   tell every connection by when it has to use the vendor's tracking identifier
  clear-identifier-deadline                        take that back
  check-connection --connection <id> | --organization <slug> | --all
                                                   ask Autotask how a connection is, as Check now does: all of them that are
                                                   in use with the latter two; ends with 1 when one needs attention

Passwords are read from standard input: printf '%s' "$PASSWORD" | npm run -s admin -- …
Answers are JSON on standard output.
`;

export const commands = {
  "setup-link": {
    options: {},
    async run(deps) {
      const link = await makeSetupLink(deps);
      return link ? { url: link.url.href, expiresAt: link.expiresAt.toISOString() } : { url: null };
    },
  },
  "create-owner": {
    options: { email: required, name: required, organization: required, "password-stdin": flag, "time-zone": { required: false } },
    async run(deps, { email, name, organization, "time-zone": timeZone }, password) {
      const owner = parse(ownerSchema, { email, name, organizationName: organization, password, timeZone });
      const made = await createOwner(deps, { ...owner, actor: operator });
      return { userId: made.userId, organization: made.organization };
    },
  },
  "reset-password": {
    options: { email: required, "password-stdin": flag },
    async run(deps, { email }, password) {
      await resetPassword(deps, { email: String(email), password, actor: operator });
      return { email: String(email), reset: true };
    },
  },
  "revoke-sessions": {
    options: { email: required },
    async run(deps, { email }) {
      return { email: String(email), revoked: await signOutEverywhere(deps, { email: String(email), actor: operator }) };
    },
  },
  "create-api-key": {
    options: { organization: required, role: required, name: { required: false } },
    async run(deps, { organization, role, name }) {
      const wanted = parse(apiKeySchema, { role, name });
      const organizationId = await getOrganizationId(deps, String(organization));
      const made = await createApiKey(deps, { ...wanted, organizationId, actor: operator });
      return { id: made.id, key: made.key, name: made.name, role: made.role, organization: String(organization) };
    },
  },
  "revoke-api-key": {
    options: { id: required },
    async run(deps, { id }) {
      await revokeApiKey(deps, { id: parse(z.uuid("--id is not the id of an API key."), id), actor: operator });
      return { id: String(id), revoked: true };
    },
  },
  "set-identifier-deadline": {
    options: { date: required, note: { required: false } },
    async run(deps, { date, note }) {
      const wanted = parse(newDeadlineSchema, { date, note });
      const told = await setIdentifierDeadline(deps, { on: wanted.date, text: wanted.note, actor: operator });
      return { ...wanted, ...told };
    },
  },
  "clear-identifier-deadline": {
    options: {},
    async run(deps) {
      return { date: null, ...(await clearIdentifierDeadline(deps, { actor: operator })) };
    },
  },
  "check-connection": {
    options: { connection: { required: false }, organization: { required: false }, all: { required: false, flag: true } },
    async run(deps, { connection, organization, all }) {
      const wanted = parse(checkedSchema, { connectionId: connection, all });
      const ofOrganization = organization === undefined ? {} : { organizationId: await getOrganizationId(deps, String(organization)) };
      return checkConnections(deps, { ...wanted, ...ofOrganization });
    },
  },
} satisfies Record<string, Command>;

const checkedSchema = z.object({
  connectionId: z.uuid("--connection is not the id of a connection.").optional(),
  all: z.boolean().optional(),
});

const apiKeySchema = z.object({
  role: z.enum(roles, `--role is one of ${roles.join(", ")}.`),
  name: z.string().trim().min(1).max(100).default("Command line"),
});

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") ?? "";
  const message = (issue?.message ?? "The input does not fit").replace(/\.$/, "");
  throw new InputError(field === "" || message.startsWith("--") ? message : `${field}: ${message}`, { code: "admin.bad_option" });
}

async function getOrganizationId({ db }: Pick<Deps, "db">, slug: string): Promise<string> {
  const found = await db.organization.findUnique({ where: { slug }, select: { id: true } });
  if (found) return found.id;
  throw new NotFoundError("There is no organization with this slug", { code: "organization.not_found" });
}
