import Link from "next/link";
import { helpAddress } from "@/components/help/help-address.ts";

/** From a message to its section of the help that comes with the product. A page of its own, so that the work stays open. */
export function HelpLink({ code }: { code: string }) {
  return (
    <Link href={helpAddress(code)} target="_blank" className="link-plain inline-flex min-h-6 items-center text-dense">
      What this means<span className="sr-only"> (opens in a new tab)</span>
    </Link>
  );
}
