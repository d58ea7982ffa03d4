import { ScreenSkeleton } from "@/components/layout/screen-skeleton.tsx";

/** Without the shell around it, which needs to know who is asking. */
export default function Loading() {
  return (
    <main className="mx-auto max-w-[68rem] px-4 py-5">
      <ScreenSkeleton what="this ticket" rows={8} />
    </main>
  );
}
