import type { Said } from "@/components/verification/requester-said.ts";
import { triesMax } from "@/lib/verification/limits/schema.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  triesLeft: number;
  /** Until an answer is looked at again; null when that is now. */
  waitSeconds: number | null;
  said: Said | null;
  organizationName: string;
};

/** What those say by themselves, with what is left. */
const tellTries: readonly (Said | null)[] = ["wrong", "wrong_number", "passkey_refused", "other_account", "sign_in_again"];

/** How many answers are left and how long the next one has to wait, where either is not as at the start. Needs no script. */
export function RequesterTries({ words, triesLeft, waitSeconds, said, organizationName }: Props) {
  const refusal = said === "limited" ? words.limits.used(organizationName) : said === "wait" ? words.limits.tooSoon : null;
  const tells = [
    ...(waitSeconds === null ? [] : [words.limits.wait(waitSeconds)]),
    ...(triesLeft < triesMax && !tellTries.includes(said) ? [words.limits.left(triesLeft)] : []),
  ];
  if (refusal === null && tells.length === 0) return null;
  return (
    <div className="mt-3 text-lead">
      {refusal !== null && (
        <p role="alert" className="font-medium text-danger">
          {refusal}
        </p>
      )}
      {tells.length > 0 && <p className="text-muted">{tells.join(" ")}</p>}
    </div>
  );
}
