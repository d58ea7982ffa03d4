import type { ReactNode } from "react";

/** Challenge and reply side by side, wherever evidence is shown. */
export function AskPair({ asked, replied }: { asked: ReactNode; replied: ReactNode }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-dense sm:grid-cols-2">
      <div>
        <dt className="text-micro text-muted">We asked</dt>
        <dd className="wrap-anywhere">{asked}</dd>
      </div>
      <div>
        <dt className="text-micro text-muted">They replied</dt>
        <dd className="wrap-anywhere">{replied}</dd>
      </div>
    </dl>
  );
}
