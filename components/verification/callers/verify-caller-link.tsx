"use client";

import { PhoneIncoming } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isTyping } from "@/components/layout/is-typing.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";

/** Leads to the search for who is calling, by a press or by the key `v`. */
export function VerifyCallerLink({ organization, variant = "outline" }: { organization: string; variant?: "primary" | "outline" }) {
  const router = useRouter();
  const href = `/${organization}/verify`;

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== "v" || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      // What a dialog asks comes first.
      if (document.querySelector("[role=dialog],[role=alertdialog]") !== null) return;
      event.preventDefault();
      router.push(href);
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, href]);

  return (
    <ButtonLink href={href} variant={variant}>
      <PhoneIncoming aria-hidden size={16} />
      Verify a caller
      <kbd aria-hidden className="code rounded-tag border border-border px-1 text-micro max-sm:hidden pointer-coarse:hidden">
        v
      </kbd>
    </ButtonLink>
  );
}
