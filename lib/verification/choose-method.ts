import { type Evidence, isEnough, type Strength, strengthReached } from "./strength.ts";

type Asked<Offer extends Evidence> = {
  /** What the person can be asked by, strongest first. */
  offered: readonly Offer[];
  asked: Strength;
  /** What was passed already. */
  evidence: readonly Evidence[];
};

/**
 * Which method is put next. Pure. The weakest that is enough by itself, so that nobody proves more than was asked; else the
 * first of two that are enough together. Null when nothing that is offered can reach what was asked.
 */
export function chooseMethod<Offer extends Evidence>({ offered, asked, evidence }: Asked<Offer>): Offer | null {
  const isReachedWith = (...more: Offer[]) => isEnough(strengthReached([...evidence, ...more]), asked);
  const alone = offered.findLast((each) => isReachedWith(each));
  const first = () => offered.find((each, index) => offered.slice(index + 1).some((other) => isReachedWith(each, other)));
  return alone ?? first() ?? null;
}
