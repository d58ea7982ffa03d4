import { requesterWords as words } from "@/components/verification/requester-words.ts";

type Other = { challengeId: string; method: "passkey" | "totp" | "email_code"; destinationMasked: string | null };

/** The other ways to prove it, as forms that need no script. Nothing where there is no other. */
export function RequesterOthers({ others, action }: { others: readonly Other[]; action: string }) {
  if (others.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="text-lead text-muted">{words.others.title}</h2>
      {others.map(({ challengeId, method, destinationMasked }) => (
        <form key={challengeId} method="post" action={action} className="mt-2">
          <input type="hidden" name="challenge" value={challengeId} />
          <button type="submit" className="button button--outline w-full">
            {words.others[method](destinationMasked)}
          </button>
        </form>
      ))}
    </section>
  );
}
