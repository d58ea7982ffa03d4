const tiers = { weak: 1, fair: 2, good: 3, best: 4 } as const;
const words = { weak: "Weak", fair: "Fair", good: "Good", best: "Best" } as const;

export type StrengthTier = keyof typeof tiers;

type Props = {
  /** What was reached; null for anything that has not passed. */
  tier: StrengthTier | null;
  /** Leave the word out only where a heading beside it says it. */
  hideWord?: boolean;
};

/** Four rising bars, filled up to the tier, and its word. Never a percentage, never green or red. */
export function Strength({ tier, hideWord = false }: Props) {
  if (tier === null) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">No strength reached</span>
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-2 text-dense whitespace-nowrap">
      <svg viewBox="0 0 26 14" width="26" height="14" aria-hidden className="shrink-0">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 7 + 0.5}
            y={8.5 - bar * 2.6}
            width="4"
            height={5 + bar * 2.6}
            rx="0.5"
            fill={bar < tiers[tier] ? "var(--strength-on)" : "none"}
            stroke={bar < tiers[tier] ? "var(--strength-on)" : "var(--border-strong)"}
          />
        ))}
      </svg>
      <span className={hideWord ? "sr-only" : undefined}>{words[tier]}</span>
    </span>
  );
}
