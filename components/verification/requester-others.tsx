import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  action: string;
  others: { challengeId: string; method: keyof RequesterWords["others"]["names"]; destinationMasked: string | null }[];
};

/** What else this person can prove it by: a form for each, which needs no script. Nothing where there is nothing else. */
export function RequesterOthers({ words, action, others }: Props) {
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="others" className="mt-7">
      <h2 id="others" className="text-lead font-semibold">
        {words.others.title}
      </h2>
      <ul className="mt-2 flex flex-col gap-2">
        {others.map(({ challengeId, method, destinationMasked }) => (
          <li key={challengeId}>
            <form method="post" action={action}>
              <input type="hidden" name="way" value={challengeId} />
              <button type="submit" className="button button--outline w-full">
                <span className="wrap-anywhere">
                  {words.others.names[method]}
                  {destinationMasked !== null && <bdi className="font-normal text-muted"> {destinationMasked}</bdi>}
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
