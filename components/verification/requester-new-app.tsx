import { Code } from "@/components/ui/code.tsx";
import { QrCode } from "@/components/ui/qr-code.tsx";
import { RequesterCodeField } from "@/components/verification/requester-code-field.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { EnrolSaid } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = { words: RequesterWords["enrol"]; keyText: string; uri: string; said: EnrolSaid | null; action: string; backHref: string };

/** The key for an authenticator app, as a picture and as text, and the field for its first code. Needs no script. */
export function RequesterNewApp({ words, keyText, uri, said, action, backHref }: Props) {
  const refusal = said === "wrong" || said === "unreadable" ? words.said[said] : null;
  return (
    <>
      <RequesterTitle>{words.app.title}</RequesterTitle>
      <RequesterLead>{words.app.lead}</RequesterLead>
      <div className="mt-4 flex justify-center">
        <QrCode value={uri} label={words.app.picture} />
      </div>
      <p className="mt-3 text-lead">
        <a href={uri} className="link-text inline-flex min-h-11 items-center">
          {words.app.open}
        </a>
      </p>
      <p className="text-lead text-muted">{words.app.key}</p>
      <p className="mt-1 wrap-anywhere">
        <Code>{(keyText.match(/.{1,4}/g) ?? []).join(" ")}</Code>
      </p>
      <form method="post" action={action} className="mt-6">
        <label htmlFor="code" className="text-lead">
          {words.app.code}
        </label>
        <RequesterCodeField id="code" isRefused={refusal !== null} describedBy={refusal === null ? undefined : "said"} />
        {refusal !== null && <SaidLine>{refusal}</SaidLine>}
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.app.confirm}
        </button>
      </form>
      <a href={backHref} className="button button--outline mt-3 w-full">
        {words.app.back}
      </a>
    </>
  );
}
