"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { callApi } from "@/components/live/api.ts";
import { spokenSchema } from "@/lib/verification/schema.ts";

type Props = { organization: string; verificationId: string };

/** What to say on the phone: the phrase first, so that the requester knows who calls, then the number that they type. */
export function SpokenPanel({ organization, verificationId }: Props) {
  const path = `/verifications/${verificationId}/spoken`;
  const { data } = useQuery({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: spokenSchema, signal }),
    refetchInterval: 2_000,
  });
  if (data === undefined || data.phrase === null) return null;
  return (
    <dl className="mb-4 grid overflow-hidden rounded-control border border-border sm:grid-cols-[minmax(0,1fr)_auto]">
      <Said term="Say this first, so they know it is you">
        <span className="text-title font-semibold wrap-anywhere">{data.phrase}</span>
      </Said>
      {data.number !== null && (
        <Said term={data.isNumberMatched ? "They typed the number" : "Then the number they type"}>
          <span className="code text-verdict font-semibold">{data.number}</span>
        </Said>
      )}
      {data.approval !== null && (
        <Said term={`${data.approval.approverName} is asked. The requester tells them this number`}>
          {data.approval.number === null ? (
            <span className="text-dense text-muted">It is on its way to them.</span>
          ) : (
            <span className="code text-verdict font-semibold">{data.approval.number}</span>
          )}
        </Said>
      )}
    </dl>
  );
}

function Said({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="border-border px-4 py-3 not-first:border-t sm:not-first:border-s sm:not-first:border-t-0">
      <dt className="text-dense text-muted">{term}</dt>
      <dd className="mt-1">{children}</dd>
    </div>
  );
}
