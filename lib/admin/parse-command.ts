import { parseArgs } from "node:util";
import { isDatabaseAway } from "../platform/db/database-away.ts";
import { AppError } from "../platform/errors.ts";

/** What a command takes. A flag has no value. */
export type CommandOptions = Record<string, { required: boolean; flag?: boolean }>;

type Parsed<Name> = { ok: true; command: Name; options: Record<string, string | true> } | { ok: false; message: string };

/** The command and its options, or one sentence about what is wrong with them. */
export function parseCommand<Commands extends Record<string, { options: CommandOptions }>>(
  [name = "", ...rest]: readonly string[],
  commands: Commands,
): Parsed<keyof Commands & string> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return { ok: false, message: `There is no command "${name}". Run npm run admin -- --help for the list.` };
  try {
    const options = Object.fromEntries(
      Object.entries(command.options).map(([option, { flag }]) => [option, { type: flag ? "boolean" : "string" } as const]),
    );
    const { values } = parseArgs({ args: [...rest], options, strict: true, allowPositionals: false });
    const given = values as Record<string, string | true>;
    const missing = Object.entries(command.options).flatMap(([option, { required }]) =>
      required && !given[option] ? [`--${option}`] : [],
    );
    if (missing.length > 0) return { ok: false, message: `${name} needs ${missing.join(" and ")}.` };
    return { ok: true, command: name, options: given };
  } catch (error) {
    // parseArgs says which option it did not expect, in one sentence and more.
    return { ok: false, message: `${error instanceof Error ? error.message.split(". ")[0] : "The options cannot be read"}.` };
  }
}

const sentences: Record<string, string> = {
  "organization.password_too_short": "The password is too short: use at least 15 characters.",
  "organization.password_too_long": "The password is too long: use at most 256 characters.",
  "organization.password_common": "The password is on lists that attackers try first: choose another one.",
  "organization.password_guessable": "The password is easy to guess from the name, the organization or a pattern: choose another one.",
  "organization.email_taken": "Somebody has this e-mail address already.",
  "organization.user_not_found": "Nobody has this e-mail address.",
  "organization.not_found": "There is no organization with this slug or name.",
  "organization.api_key_not_found": "There is no API key with this id.",
  "organization.api_key_revoked": "This API key is revoked already.",
  "connection.deadline_past": "This day is over: nobody could keep the deadline. Choose today or a later day.",
};

/** One sentence for an operator. Foreign errors keep their words to themselves, since they may quote what was given. */
export function messageFor(error: unknown): string {
  if (error instanceof AppError) return sentences[error.code] ?? `${error.message}.`;
  if (isDatabaseAway(error)) return "The database does not answer: check DATABASE_URL and that it runs.";
  if (error instanceof Error && error.message.startsWith("The environment is not usable")) return error.message;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return `The command failed${code}. Is the database migrated? Run npm run migrate.`;
}
