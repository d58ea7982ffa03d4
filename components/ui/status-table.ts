import {
  Ban,
  CheckCheck,
  CircleArrowRight,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleOff,
  CirclePause,
  CircleSlash,
  CircleX,
  CopyCheck,
  Eye,
  FlaskConical,
  Hand,
  History,
  Hourglass,
  type LucideIcon,
  Send,
  ShieldX,
  TriangleAlert,
  Unplug,
  UserPen,
} from "lucide-react";

export type StatusRole = "success" | "warning" | "danger" | "progress" | "person" | "quiet";

type Entry = {
  word: string;
  icon: LucideIcon;
  role: StatusRole;
  means: string;
  /** The only solid tag is Denied, because it is an alarm. */
  solid?: boolean;
};

/** Every status there is: icon, word and role always together. Screens look words up here and write none of their own. */
export const statusTable = {
  connection: {
    connected: { word: "Connected", icon: CircleCheck, role: "success", means: "Checked in the last 5 minutes, all works" },
    needs_attention: { word: "Needs attention", icon: TriangleAlert, role: "warning", means: "Works; a person should act" },
    paused: { word: "Paused", icon: CirclePause, role: "quiet", means: "A person stopped it" },
    disconnected: { word: "Disconnected", icon: Unplug, role: "danger", means: "Tickets do not reach us" },
    draft: { word: "Not connected yet", icon: CircleDashed, role: "quiet", means: "The wizard is not finished" },
    connecting: { word: "Connecting", icon: Send, role: "progress", means: "The steps of Connect are running" },
  },
  verification: {
    pending: { word: "Pending", icon: CircleDashed, role: "quiet", means: "Decided, nothing sent yet" },
    sent: { word: "Sent", icon: Send, role: "progress", means: "On its way" },
    opened: { word: "Opened", icon: Eye, role: "progress", means: "Page open, no answer" },
    passed: { word: "Passed", icon: CheckCheck, role: "success", means: "Proven" },
    failed: { word: "Failed", icon: CircleX, role: "danger", means: "Tried, not proven" },
    denied: { word: "Denied", icon: Hand, role: "danger", means: "“This was not me”", solid: true },
    expired: { word: "Expired", icon: Hourglass, role: "warning", means: "No answer in time" },
    cancelled: { word: "Cancelled", icon: Ban, role: "quiet", means: "A technician stopped it" },
    not_possible: { word: "Not possible", icon: CircleSlash, role: "warning", means: "No destination we may trust" },
    overridden: { word: "Overridden", icon: UserPen, role: "person", means: "A person decided, with a reason" },
  },
  delivery: {
    verification_started: { word: "Verification started", icon: CircleArrowRight, role: "progress", means: "The ticket asked for one" },
    no_policy: { word: "No policy applies", icon: CircleMinus, role: "quiet", means: "The ticket is left alone" },
    repeated: { word: "Repeated, ignored", icon: CopyCheck, role: "quiet", means: "Autotask sent it again" },
    own_change: { word: "Our own change, ignored", icon: CopyCheck, role: "quiet", means: "We caused it ourselves" },
    bad_signature: { word: "Refused: bad signature", icon: ShieldX, role: "danger", means: "Not from Autotask" },
    recovered: { word: "Recovered after a gap", icon: History, role: "warning", means: "Found by reconciliation" },
    received: { word: "Received", icon: CircleDashed, role: "quiet", means: "Stored, not looked at yet" },
    not_verified: { word: "Not verified", icon: CircleMinus, role: "quiet", means: "The ticket needs no verification" },
    ignored: { word: "Ignored", icon: CopyCheck, role: "quiet", means: "Nothing follows from it" },
    unreadable: { word: "Not readable", icon: ShieldX, role: "warning", means: "Signed by Autotask, and not what we expect" },
    unprocessed: { word: "Not processed", icon: CircleX, role: "danger", means: "We could not work on it" },
  },
  "write-back": {
    waiting: { word: "Waiting for Autotask", icon: Send, role: "progress", means: "Sent, result unknown" },
    written: { word: "Written", icon: CheckCheck, role: "success", means: "Autotask has it" },
    refused: { word: "Refused", icon: CircleX, role: "danger", means: "Autotask said no" },
    left_alone: { word: "Left alone", icon: CircleMinus, role: "quiet", means: "A person changed it first" },
    dropped: { word: "Not written", icon: CircleSlash, role: "quiet", means: "The connection ended before" },
  },
  exchange: {
    replaced: { word: "Replaced", icon: CheckCheck, role: "success", means: "The new credentials are in use" },
    given_up: { word: "Given up", icon: Ban, role: "quiet", means: "A person stopped it before the switch" },
  },
  alerts: {
    on: { word: "On", icon: CircleCheck, role: "success", means: "Hears of trouble" },
    not_arriving: { word: "Not arriving", icon: TriangleAlert, role: "warning", means: "The last message did not arrive" },
    gone: { word: "Gone", icon: Unplug, role: "danger", means: "The chat does not know the webhook any more" },
    off: { word: "Off", icon: CircleOff, role: "quiet", means: "Nothing is sent there" },
  },
  policy: {
    on: { word: "On", icon: CircleCheck, role: "success", means: "Decides" },
    trying_out: { word: "Trying out", icon: FlaskConical, role: "progress", means: "Decides nothing, shows what it would" },
    off: { word: "Off", icon: CircleOff, role: "quiet", means: "Is not asked" },
  },
} as const satisfies Record<string, Record<string, Entry>>;

export type StatusKind = keyof typeof statusTable;
export type StatusState<Kind extends StatusKind> = keyof (typeof statusTable)[Kind] & string;
/** One kind with one of its states: `Sent` cannot be asked of a connection. */
export type StatusOf = { [Kind in StatusKind]: { kind: Kind; state: StatusState<Kind> } }[StatusKind];

/** The entry of a status. Both parts come from one closed table, so there is always one. */
export function statusEntry({ kind, state }: StatusOf): Entry {
  const entries: Record<string, Entry> = statusTable[kind];
  return entries[state] ?? { word: state, icon: CircleDashed, role: "quiet", means: "" };
}
