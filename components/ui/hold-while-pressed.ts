const longestPressMs = 3_000;
// A tap's click comes as an event of its own a little after the finger left.
const tapMs = 100;

/**
 * Lets work through that may move what is on the page: soon, but never while a pointer is pressed. A row that moved between
 * pressing and letting go would take the click with it, or give it to its neighbour. Nobody is waited for longer than a
 * press takes, so that a pointer let go outside the window stops nothing.
 */
export function holdWhilePressed(page: EventTarget): (work: () => void) => void {
  let held: (() => void)[] | null = null;
  let end: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    const works = held ?? [];
    held = null;
    for (const work of works) work();
  };
  const releaseIn = (ms: number) => {
    clearTimeout(end);
    end = setTimeout(release, ms);
  };
  const listen = (type: string, heard: () => void) => page.addEventListener(type, heard, { capture: true, passive: true });
  listen("pointerdown", () => {
    held ??= [];
    releaseIn(longestPressMs);
  });
  listen("pointerup", () => held && releaseIn(tapMs));
  listen("click", () => held && releaseIn(0));
  listen("pointercancel", () => held && releaseIn(0));
  return (work) =>
    void setTimeout(() => {
      if (held) held.push(work);
      else work();
    }, 0);
}

let ofPage: ((work: () => void) => void) | undefined;

/** `holdWhilePressed` of this page, one for all that renews itself. In the browser only. */
export function whenNotPressed(work: () => void): void {
  ofPage ??= holdWhilePressed(window);
  ofPage(work);
}
