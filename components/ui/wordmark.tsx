import { Mark } from "@/components/ui/mark.tsx";

/** Mark and name. On ink, put `data-ground="ink"` on the ground. */
export function Wordmark({ size = 22 }: { size?: number }) {
  return (
    <span className="inline-flex items-center gap-2 text-body font-semibold tracking-[-0.01em]">
      <Mark size={size} decorative />
      <span className="text-[1rem] leading-6">Countersign</span>
    </span>
  );
}
