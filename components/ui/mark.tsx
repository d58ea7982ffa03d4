export type MarkState = "idle" | "asked" | "countersigned" | "not-countersigned";
/** The colour of the reply; `brand` where the mark is a logo and not a state. */
export type MarkTone = "brand" | "progress" | "success" | "danger" | "warning" | "person";

const replyColour: Record<MarkTone, string> = {
  brand: "var(--mark-reply)",
  progress: "var(--progress)",
  success: "var(--success)",
  danger: "var(--danger)",
  warning: "var(--warning)",
  person: "var(--person)",
};

const toneOf: Record<MarkState, MarkTone> = {
  idle: "brand",
  asked: "progress",
  countersigned: "success",
  "not-countersigned": "danger",
};

type Props = {
  state?: MarkState;
  tone?: MarkTone;
  size?: number;
  /** Draws the reply once: only for a verification that passes while somebody looks. */
  animated?: boolean;
  /** What it says, for who does not see it; none beside a word that says the same. */
  label?: string;
  className?: string;
};

/** A tick made by two hands over a signature line. Its shape says how far the signature has come, without colour. */
export function Mark({ state = "idle", tone, size = 24, animated = false, label, className }: Props) {
  const colour = replyColour[tone ?? toneOf[state]];
  const isOpen = state === "asked" || state === "not-countersigned";

  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      role="img"
      aria-hidden={label === undefined}
      aria-label={label}
      className={`shrink-0 ${className ?? ""}`}
    >
      <path stroke="var(--mark-challenge)" strokeWidth="3.1" d="M3 9.4 8.4 15.6" />
      <Reply state={state} colour={colour} animated={animated} />
      <path stroke="var(--mark-challenge)" strokeWidth="1.5" strokeDasharray={isOpen ? "2.1 1.9" : undefined} d="M2 20.6h20.2" />
    </svg>
  );
}

function Reply({ state, colour, animated }: { state: MarkState; colour: string; animated: boolean }) {
  if (state === "not-countersigned") {
    return <path stroke={colour} strokeWidth="3.1" d="M14.6 4.6 20.6 10.6M20.6 4.6 14.6 10.6" />;
  }
  return (
    <path
      stroke={colour}
      strokeWidth="3.1"
      strokeDasharray={state === "asked" ? "2.6 1.7" : undefined}
      className={animated && state === "countersigned" ? "mark-sign" : undefined}
      d="M11.9 15.6 21.1 4.2"
    />
  );
}
