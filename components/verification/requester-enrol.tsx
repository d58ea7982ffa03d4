import { PasskeyButton } from "@/components/verification/passkey-button.tsx";
import { passkeyButtonWords } from "@/components/verification/passkey-button-words.ts";
import type { Ceremony } from "@/components/verification/passkey-call.ts";
import type { EnrolSaid } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  /** Until when something can be added. */
  until: string;
  mayAddApp: boolean;
  mayAddPasskey: boolean;
  /** Something was lost, and this pass was without an approver. */
  needsApprover: boolean;
  organizationName: string;
  said: EnrolSaid | null;
  appAction: string;
  passkeyPaths: Ceremony;
};

/** What can be added straight after a strong pass. */
export function RequesterEnrol({ words, until, mayAddApp, mayAddPasskey, said, appAction, passkeyPaths, ...rest }: Props) {
  if (!mayAddApp && !mayAddPasskey && !rest.needsApprover && said === null) return null;
  return (
    <section className="mt-7">
      <h2 className="font-semibold">{words.enrol.title}</h2>
      {said !== null && <SaidLine isNews={said === "app_added" || said === "passkey_added"}>{words.enrol.said[said]}</SaidLine>}
      {rest.needsApprover && <p className="mt-2 text-lead text-muted">{words.enrol.needsApprover(rest.organizationName)}</p>}
      {(mayAddApp || mayAddPasskey) && <p className="mt-2 text-lead text-muted">{words.enrol.lead(until)}</p>}
      {mayAddPasskey && (
        <>
          <PasskeyButton paths={passkeyPaths} kind="add" words={passkeyButtonWords(words, "add")} />
          <noscript>
            <p className="mt-3 text-lead text-muted">{words.enrol.noScript}</p>
          </noscript>
        </>
      )}
      {mayAddApp && (
        <form method="post" action={appAction} className="mt-3">
          <button type="submit" className="button button--outline w-full">
            {words.enrol.addApp}
          </button>
        </form>
      )}
    </section>
  );
}
