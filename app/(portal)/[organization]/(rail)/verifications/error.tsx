"use client";

import { ScreenError, type ScreenFailure } from "@/components/layout/screen-error.tsx";

export default function Failed(failure: ScreenFailure) {
  return <ScreenError what="the verifications" {...failure} />;
}
