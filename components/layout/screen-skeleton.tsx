import { Panel } from "@/components/ui/panel.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-rows.tsx";

type Props = {
  /** "the verifications" in "Loading the verifications". */
  what: string;
  /** The title, where it is known before the data. */
  title?: string;
  rows?: number;
};

/** The place of a screen before its first data. */
export function ScreenSkeleton({ what, title, rows }: Props) {
  return (
    <>
      {title === undefined ? (
        <div aria-hidden className="mb-5 h-7.5 w-64 max-w-full rounded-tag bg-surface-tertiary" />
      ) : (
        <h1 className="mb-5 text-page font-semibold">{title}</h1>
      )}
      <Panel flush>
        <SkeletonRows label={what} rows={rows} />
      </Panel>
    </>
  );
}
