import { type Failure, type FailureCode, menuPaths } from "@/lib/connection/schema.ts";

export type FailureWords = {
  /** Beside a step's name or above a result, two to four words. */
  brief: string;
  /** What happened. Names what the failure's params name. */
  what: (params: Record<string, string>) => string;
  /** What to do, and where. */
  todo: string;
  /** Where in Autotask. */
  path?: readonly string[];
  /** What to set there. */
  set?: (params: Record<string, string>) => string;
};

const rightsPath = menuPaths.securityLevel.path;
const webhookRightPath = [...menuPaths.securityLevel.path, ...menuPaths.webhookRight.path];
const userPath = menuPaths.apiUser.path.slice(0, -1);
const said = (text: string) => () => text;

const webhook: Record<Extract<FailureCode, `connection.${"webhook" | "fields" | "exclusion"}_${string}`>, FailureWords> = {
  "connection.webhook_right_missing": {
    brief: "Right missing",
    what: said("The API user’s security level may not create webhooks."),
    todo: "Turn on the right in Autotask and set the limit to 1, then try this step again.",
    path: webhookRightPath,
    set: said("Can create webhooks: on. Limit: 1 or more."),
  },
  "connection.webhook_limit": {
    brief: "Webhook limit reached",
    what: said("The API user has as many webhooks as its security level allows."),
    todo: "Raise the limit, or delete a webhook of this user that nobody needs, then try this step again.",
    path: webhookRightPath,
    set: said("Can create webhooks: on. Limit: one more than now."),
  },
  "connection.webhook_refused": {
    brief: "Refused by Autotask",
    what: said("Autotask did not take the webhook “Countersign - Ticket Created”."),
    todo: "Delete a webhook of that name if there is one, then try this step again.",
    path: menuPaths.ticketWebhooks.path,
  },
  "connection.webhook_missing": {
    brief: "Webhook gone",
    what: said("Our webhook is not in Autotask any more. New tickets do not reach us."),
    todo: "Choose Repair: we make it again.",
    path: menuPaths.ticketWebhooks.path,
  },
  "connection.webhook_inactive": {
    brief: "Webhook switched off",
    what: said("Our webhook is switched off in Autotask. New tickets do not reach us."),
    todo: "Choose Repair: we switch it on again. Autotask switches a webhook off when it could not reach us for long.",
    path: menuPaths.ticketWebhooks.path,
  },
  "connection.webhook_not_ready": {
    brief: "Not ready yet",
    what: said("Autotask has our webhook and does not call it ready. New tickets do not reach us."),
    todo: "It can take a minute. We try again; if it stays, choose Try this step again or Repair.",
    path: menuPaths.ticketWebhooks.path,
  },
  "connection.webhook_changed": {
    brief: "Webhook changed",
    what: said("Somebody changed our webhook in Autotask: it does not send new tickets to us."),
    todo: "Choose Repair: we set it as it was.",
    path: menuPaths.ticketWebhooks.path,
  },
  "connection.fields_missing": {
    brief: "Fields missing",
    what: said("Our webhook lacks ticket fields that it needs."),
    todo: "Choose Repair or Try this step again. If it stays, give Webhooks the right Edit in the security level.",
    path: rightsPath,
  },
  "connection.exclusion_missing": {
    brief: "Our own changes come back",
    what: said("Our webhook no longer leaves out what our API user does itself."),
    todo: "Choose Repair. If it stays, give Webhooks the right Edit in the security level.",
    path: rightsPath,
  },
};

const credentials: Record<
  `connection.${"value_missing" | "username_unknown" | "secret_refused" | "access_withdrawn" | "tracking_identifier_refused" | "zone_refused" | "other_database"}`,
  FailureWords
> = {
  "connection.value_missing": {
    brief: "A value is missing",
    what: said("One of the four values is missing."),
    todo: "Copy it from the API user in Autotask and paste it here.",
    path: userPath,
  },
  "connection.username_unknown": {
    brief: "Username not found",
    what: said("Autotask knows no API user with this username."),
    todo: "Copy the Username (Key) from the API user again. A user made in the last 5 minutes may not be known yet.",
    path: userPath,
  },
  "connection.secret_refused": {
    brief: "Sign-in refused",
    what: said("Autotask found this user and refused the sign-in."),
    todo: "Open the API user, choose Generate Secret, save, and paste it here. If that is refused too, it is the tracking identifier.",
    path: userPath,
    set: said("Password (Secret): a new one. Active: on. Locked: off."),
  },
  "connection.access_withdrawn": {
    brief: "Sign-in withdrawn",
    what: said("Autotask accepted this sign-in before and refuses it now. Its API user was locked, made inactive, or got a new secret."),
    todo: "Open the API user. If it is locked or inactive, mend that and choose Try once. Else choose Generate Secret and enter the new one.",
    path: userPath,
    set: said("Active: on. Locked: off. If both are right, Password (Secret): a new one."),
  },
  "connection.tracking_identifier_refused": {
    brief: "Identifier refused",
    what: said("Autotask does not accept this tracking identifier for this user."),
    todo: "Open the API user, copy the identifier of its section API Tracking Identifier, and paste it here.",
    path: userPath,
  },
  "connection.zone_refused": {
    brief: "Not an Autotask host",
    what: said("This is not the address of an Autotask zone, so we send nothing there."),
    todo: "Leave it empty and we find the zone ourselves. A zone looks like webservices15.autotask.net.",
  },
  "connection.other_database": {
    brief: "Another database",
    what: said("These values belong to another Autotask database than the one this connection was made for."),
    todo: "Use an API user of the same database, or make a new connection for the other one.",
    path: userPath,
  },
};

/** Words for each reason a test, a step or a check can fail: what happened, then what to do, and where. */
export const failureWords: Record<FailureCode, FailureWords> = {
  ...credentials,
  ...webhook,
  "connection.network": {
    brief: "No answer",
    what: said("Autotask gave no answer."),
    todo: "Nothing is to correct in what you entered. Try again in a minute; if it stays, check that this server may call *.autotask.net on port 443.",
  },
  "connection.address_blocked": {
    brief: "Address blocked",
    what: said("Something before Autotask turned this server away without asking who we are. That is about our address, not the sign-in."),
    todo: "Look whether your firewall, proxy or an allowlist for *.autotask.net bars this server. If not, ask Autotask support about its address.",
  },
  "connection.autotask_busy": {
    brief: "Autotask is busy",
    what: said("Autotask has too many calls to answer at the moment."),
    todo: "Wait a few minutes, then try again. Other integrations of this database count as well.",
  },
  "connection.permission_missing": {
    brief: "Right missing",
    what: ({ object, action, all }) => {
      if (all?.includes(",")) return `The API user’s security level lacks rights: ${all}.`;
      if (object && action) return `The API user’s security level lacks the right to ${action} ${object}.`;
      return `The API user’s security level lacks a right${object ? ` on ${object}` : ""}.`;
    },
    todo: "Turn it on in the security level, then try again.",
    path: rightsPath,
    set: ({ object, action, all }) => all ?? [object, action].filter(Boolean).join(": "),
  },
  "connection.already_connected": {
    brief: "Connected already",
    what: said("This Autotask database is connected to Countersign already."),
    todo: "Use that connection, or disconnect it first. A database is connected once, so that nobody is asked twice.",
  },
  "connection.app_url_refused": {
    brief: "Address not public",
    what: said("Autotask cannot call Countersign at its address."),
    todo: "Set APP_URL to a public https address on port 443 and start Countersign again.",
  },
  "connection.no_note_type": {
    brief: "No note type",
    what: said("This database has no active note type that we may write with."),
    todo: "Make one active in Autotask, then try this step again.",
  },
  "connection.no_internal_publish": {
    brief: "No internal notes",
    what: said("This database has no setting that hides a note from the client."),
    todo: "Allow internal notes in Autotask, then try this step again. We do not write notes that clients could see.",
  },
  "connection.unreadable": {
    brief: "Answer not readable",
    what: said("Something answered that does not read like Autotask."),
    todo: "Try again. If it stays, a proxy between this server and Autotask may be answering in its place.",
  },
  "connection.refused": {
    brief: "Refused by Autotask",
    what: said("Autotask did not accept what we asked for."),
    todo: "See what Autotask answered. Mend it there if you can, then try again.",
  },
  "connection.unexpected": {
    brief: "Stopped",
    what: said("Countersign stopped at something it does not know."),
    todo: "Try again. If it stays, tell the operator of this installation; the log has the details.",
  },
};

/** What happened and what to do, as one text: for a field, a dialog, a message. */
export function failureSentence({ code, params }: Pick<Failure, "code" | "params">): string {
  const { what, todo } = failureWords[code];
  return `${what(params)} ${todo}`;
}

/** The whole fix as text, to send to whoever may change things in Autotask. */
export function fixAsText({ code, params, answer }: Pick<Failure, "code" | "params" | "answer">): string {
  const { what, todo, path, set } = failureWords[code];
  return [
    "Connecting Autotask to Countersign needs a change in Autotask.",
    `What happened: ${what(params)}`,
    `What to do: ${todo}`,
    ...(path ? [`Open: ${path.join(" > ")}`] : []),
    ...(set ? [`Set: ${set(params)}`] : []),
    ...(answer ? [`Autotask answered: ${answer}`] : []),
  ].join("\n");
}
