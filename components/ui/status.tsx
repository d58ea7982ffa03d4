import { type StatusOf, type StatusRole, statusEntry } from "@/components/ui/status-table.ts";

const iconColour: Record<StatusRole, string> = {
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  progress: "text-progress",
  person: "text-person",
  quiet: "text-quiet",
};

const tint: Record<StatusRole, string> = {
  success: "bg-success-soft text-success-soft-foreground",
  warning: "bg-warning-soft text-warning-soft-foreground",
  danger: "bg-danger-soft text-danger-soft-foreground",
  progress: "bg-progress-soft text-progress-soft-foreground",
  person: "bg-person-soft text-person-soft-foreground",
  quiet: "bg-quiet-soft text-quiet-soft-foreground",
};

type Props = StatusOf & {
  /** Plain in tables and lists, tag in heads and queues. */
  variant?: "plain" | "tag";
};

/** A status as icon and word; colour only helps. */
export function Status({ variant = "plain", ...status }: Props) {
  const { word, icon: Icon, role, solid } = statusEntry(status);
  if (variant === "tag") {
    const colours = solid ? "bg-danger text-danger-foreground" : tint[role];
    return (
      <span className={`inline-flex h-6 items-center gap-1.5 rounded-tag px-2 text-micro font-medium whitespace-nowrap ${colours}`}>
        <Icon size={14} aria-hidden />
        {word}
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-2 text-dense whitespace-nowrap">
      <Icon size={16} aria-hidden className={`shrink-0 ${iconColour[role]}`} />
      <span className={solid ? "font-medium text-danger" : undefined}>{word}</span>
    </span>
  );
}
