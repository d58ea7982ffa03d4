import { Mark } from "@/components/ui/mark.tsx";

/** Mark and name. On ink, put `data-ground="ink"` on the ground. */
export function Wordmark({ isLarge = false }: { isLarge?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-body font-semibold tracking-[-0.01em]">
      <Mark size={isLarge ? 25 : 22} />
      <span className={isLarge ? "text-[1.125rem] leading-7" : "text-[1rem] leading-6"}>Countersign</span>
    </span>
  );
}
