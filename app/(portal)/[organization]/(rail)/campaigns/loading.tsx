import { ScreenSkeleton } from "@/components/layout/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton what="this page" rows={4} />;
}
