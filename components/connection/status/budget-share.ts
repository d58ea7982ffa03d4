/** The used part of the limit, never more than all of it: Autotask may count past its own limit. */
export function shareOf({ used, limit }: { used: number; limit: number }): number {
  return limit === 0 ? 0 : Math.min(1, used / limit);
}

/** Our part of what was used. We count by the clock and Autotask by the last hour, so ours may seem the larger one. */
export function ownPartOf({ used, ownAbout }: { used: number; ownAbout: number }): number {
  return Math.min(used, ownAbout);
}

/** The meter's answer in words. */
export function budgetAnswer({ used, limit, ownAbout }: { used: number; limit: number; ownAbout: number }): string {
  const number = (count: number) => new Intl.NumberFormat("en").format(count);
  const percent = Math.floor(shareOf({ used, limit }) * 100);
  return `${number(used)} of ${number(limit)} calls were used in the last hour, ${percent}%; about ${number(ownPartOf({ used, ownAbout }))} of them by Countersign.`;
}
