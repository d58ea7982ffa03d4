"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { callApi } from "@/components/live/api.ts";
import { ReadOutForm } from "@/components/verification/read-out-form.tsx";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { spokenSchema } from "@/lib/verification/read-out/schema.ts";

type Props = { organization: string; verification: Pick<VerificationAnswer, "id" | "triesLeft" | "methods"> };

const noBrowser =
  "No browser at hand? Their message says to read the code to nobody. Cancel, then start again with “They are on the phone with me”.";
const sayable = ["email_code", "sms_code", "totp"];

/** What to say on the phone: the phrase first, so that the requester knows who calls, then the number that they type. */
export function SpokenPanel({ organization, verification }: Props) {
  const path = `/verifications/${verification.id}/spoken`;
  const { data, isError } = useQuery({
    queryKey: [organization, path],
    queryFn: ({ signal }) => callApi({ organization, path, schema: spokenSchema, signal }),
    refetchInterval: 2_000,
  });
  if (data === undefined) {
    const isCodeAsked = verification.methods.some(({ use, method }) => use === "open" && sayable.includes(method));
    return isError ? <NotRead /> : <NotReadYet isCodeAsked={isCodeAsked} />;
  }
  if (data.phrase === null) return null;
  return (
    <>
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
      {data.codeByVoice === "awaited" && <ReadOutForm organization={organization} verification={verification} />}
      {data.codeByVoice === "not_on_the_phone" && <p className="mb-4 text-dense text-muted">{noBrowser}</p>}
    </>
  );
}

/** As high as what comes, so that no button below moves from under the pointer. */
function NotReadYet({ isCodeAsked }: { isCodeAsked: boolean }) {
  return (
    <>
      <div role="status" aria-busy="true" className="mb-4 rounded-control border border-border px-4 py-3">
        <span className="sr-only">Loading what to say</span>
        <div className="my-1 h-3 w-52 max-w-full rounded-tag bg-surface-tertiary" />
        <div className="mt-3 mb-1.5 h-4.5 w-64 max-w-full rounded-tag bg-surface-tertiary" />
      </div>
      {isCodeAsked && (
        <p aria-hidden className="invisible mb-4 text-dense">
          {noBrowser}
        </p>
      )}
    </>
  );
}

function NotRead() {
  return (
    <p role="alert" className="mb-4 rounded-control border border-border px-4 py-3 text-dense text-danger">
      We could not load what to say first. Say nothing in its place; it is asked for again every few seconds.
    </p>
  );
}

function Said({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="border-border px-4 py-3 not-first:border-t sm:not-first:max-w-60 sm:not-first:border-s sm:not-first:border-t-0">
      <dt className="text-dense text-muted">{term}</dt>
      <dd className="mt-1">{children}</dd>
    </div>
  );
}
