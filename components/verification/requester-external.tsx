import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { RequesterLater } from "@/components/verification/requester-later.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  organizationName: string;
  /** Null when the service was switched off meanwhile. */
  provider: { name: string; sends: { name: boolean; email: boolean }; isReady: boolean } | null;
  /** The browser came back from there, and nothing was said yet. */
  isBack: boolean;
  /** `go` takes a form, whose answer leads on by itself; the others are links. None needs a script. */
  hrefs: { go: string; look: string; page: string };
};

/** The question that another verification service answers: the way there, and the wait for what it says. */
export function RequesterExternal({ words, organizationName, provider, isBack, hrefs }: Props) {
  if (provider === null) {
    return (
      <>
        <RequesterTitle>{words.others.names.external_provider}</RequesterTitle>
        <RequesterLead>{words.external.away(organizationName)}</RequesterLead>
      </>
    );
  }
  const { name, sends, isReady } = provider;
  if (isBack) {
    return (
      <>
        <RequesterTitle>{words.external.title(name)}</RequesterTitle>
        <RequesterLead>{words.external.waiting(name)}</RequesterLead>
        <a href={hrefs.look} className="button button--primary mt-5 w-full">
          {words.external.look}
        </a>
        <div className="mt-3 text-lead">
          {/* For who did not finish there. */}
          <form action={hrefs.go} method="post">
            <button type="submit" className="cursor-pointer text-link underline">
              {words.external.button(name)}
            </button>
          </form>
        </div>
        <RequesterLater href={hrefs.look} />
      </>
    );
  }
  return (
    <>
      <RequesterTitle>{words.external.title(name)}</RequesterTitle>
      <RequesterLead>{words.external.lead(organizationName, name)}</RequesterLead>
      {isReady ? (
        <form action={hrefs.go} method="post">
          <button type="submit" className="button button--primary mt-5 w-full">
            {words.external.button(name)}
          </button>
        </form>
      ) : (
        <p role="status" className="mt-5 text-lead font-medium">
          {words.external.preparing}
          <RequesterLater href={hrefs.page} />
        </p>
      )}
      <p className="mt-3 text-lead text-muted">{words.external.sends[sentOf(sends)](name)}</p>
    </>
  );
}

function sentOf({ name, email }: { name: boolean; email: boolean }): keyof RequesterWords["external"]["sends"] {
  if (name && email) return "both";
  if (name) return "name";
  return email ? "email" : "nothing";
}
