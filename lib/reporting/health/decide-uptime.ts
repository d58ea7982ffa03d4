import type { UptimeBucket } from "../health-schema.ts";

export type Span = { from: Date; to: Date };

export type UptimeFacts = {
  /** Days or hours, oldest first, without holes. */
  buckets: readonly Span[];
  /** Watched: from connecting until it is known whether all tickets came. Null: nothing is known. */
  known: Span | null;
  /** Paused by a person. */
  paused: readonly Span[];
  /** In which tickets did not reach us. They may overlap. */
  unreached: readonly Span[];
};

export type UptimeFigures = { buckets: UptimeBucket[]; share: number | null };

/**
 * How long tickets reached us, bucket by bucket. Each second is one of four: not known, paused, not reached, reached, the first
 * that is true. The share is of the seconds that are known and not paused. Pure.
 */
export function decideUptime({ buckets, known, paused, unreached }: UptimeFacts): UptimeFigures {
  const measured = buckets.map((bucket) => {
    const watched = known === null ? [] : clip([known], bucket);
    const pauses = within(merge(paused), watched);
    const gaps = without(within(merge(unreached), watched), pauses);
    return { bucket, whole: length([bucket]), watched: length(watched), paused: length(pauses), lost: length(gaps) };
  });
  const sum = (of: (each: (typeof measured)[number]) => number) => measured.reduce((total, each) => total + of(each), 0);
  const counted = sum((each) => each.watched - each.paused);
  return { buckets: measured.map(inSeconds), share: counted === 0 ? null : 1 - sum(({ lost }) => lost) / counted };
}

type Measured = { bucket: Span; whole: number; watched: number; paused: number; lost: number };

/** Rounded so that the four add up, and that a gap of half a second does not vanish. */
function inSeconds({ bucket: { from, to }, whole, watched, paused, lost }: Measured): UptimeBucket {
  const all = Math.ceil(whole / 1000);
  const unknown = Math.floor((whole - watched) / 1000);
  const stopped = Math.min(Math.floor(paused / 1000), all - unknown);
  const unreached = Math.min(Math.ceil(lost / 1000), all - unknown - stopped);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    reached: all - unknown - stopped - unreached,
    unreached,
    paused: stopped,
    unknown,
  };
}

/** In milliseconds. */
function length(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);
}

function clip(spans: readonly Span[], { from, to }: Span): Span[] {
  return spans
    .map((span) => ({ from: new Date(Math.max(+span.from, +from)), to: new Date(Math.min(+span.to, +to)) }))
    .filter((span) => span.from < span.to);
}

function within(spans: readonly Span[], windows: readonly Span[]): Span[] {
  return windows.flatMap((window) => clip(spans, window));
}

/** The spans less the others, both without overlaps among themselves. */
function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (left, { from, to }) =>
      left.flatMap((span) => [
        ...clip([span], { from: span.from, to: new Date(Math.min(+span.to, +from)) }),
        ...clip([span], { from: new Date(Math.max(+span.from, +to)), to: span.to }),
      ]),
    [...spans],
  );
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((one, other) => +one.from - +other.from)) {
    const last = merged.at(-1);
    if (last === undefined || last.to < span.from) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, to: new Date(Math.max(+last.to, +span.to)) };
  }
  return merged;
}
