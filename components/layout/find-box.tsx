"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { isTyping } from "@/components/layout/is-typing.ts";

type Props = {
  /** The list that is searched; gets the text as `q`. */
  action: string;
  /** Takes the focus on `/`. Only one box of a page may. */
  hasShortcut?: boolean;
};

/** Find a ticket from anywhere. A plain form: it works before the page has come alive. */
export function FindBox({ action, hasShortcut = false }: Props) {
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!hasShortcut) return;
    function onKey(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (input.current?.offsetParent === null) return;
      event.preventDefault();
      input.current?.focus();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hasShortcut]);

  return (
    <search>
      <form
        action={action}
        method="get"
        className="flex h-8 items-center gap-2 rounded-control border border-rail-muted/40 px-2.5 text-rail-muted focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus pointer-coarse:h-11"
      >
        <Search size={14} aria-hidden className="shrink-0" />
        <input
          ref={input}
          name="q"
          type="search"
          aria-label="Find a ticket"
          placeholder="Find a ticket"
          autoComplete="off"
          className="w-full min-w-0 bg-transparent text-dense text-rail-foreground outline-none placeholder:text-rail-muted"
        />
        {hasShortcut && (
          <kbd aria-hidden className="code text-dense">
            /
          </kbd>
        )}
      </form>
    </search>
  );
}
