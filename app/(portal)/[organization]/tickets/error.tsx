"use client";

import { ScreenError, type ScreenFailure } from "@/components/layout/screen-error.tsx";

/** Without the shell around it, which needs to know who is asking. */
export default function Failed(failure: ScreenFailure) {
  return (
    <main className="mx-auto max-w-[68rem] px-4 py-5">
      <ScreenError what="this ticket" {...failure} />
    </main>
  );
}
