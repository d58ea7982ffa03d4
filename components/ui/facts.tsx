import type { ReactNode } from "react";

export type Fact = { term: string; value: ReactNode };

/** Terms and values, in two columns. A fact that is not known says so in its value; it is not left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,max-content)_minmax(0,1fr)] gap-x-5 gap-y-2 text-dense">
      {facts.map((fact) => (
        <div key={fact.term} className="contents">
          <dt className="text-muted">{fact.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
