import { Panel } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import type { StatusState } from "@/components/ui/status-table.ts";
import { When } from "@/components/ui/when.tsx";
import { hasCode, wordsOfMethod } from "@/components/verification/method-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type Challenge = VerificationAnswer["challenges"][number];

/** The evidence: what we asked beside what they replied. */
export function ChallengeTable({ verification }: { verification: VerificationAnswer }) {
  const { challenges, strength } = verification;
  return (
    <Panel
      flush
      title="Challenge and reply"
      foot={strength !== null && verification.strengthBasis !== null ? `Why this strength: ${verification.strengthBasis}.` : undefined}
    >
      {challenges.length === 0 ? (
        <p className="px-4 py-6 text-dense text-muted">
          {verification.settledAt === null ? "Nothing has been asked yet." : "Nothing was asked: there was no way to reach the requester."}
        </p>
      ) : (
        <table aria-label="Challenge and reply" className="w-full text-dense max-md:block">
          <thead className="bg-surface-secondary max-md:sr-only">
            <tr className="h-8 border-b border-border text-start">
              {["Method", "We asked", "They replied", "Outcome"].map((head) => (
                <th key={head} scope="col" className="px-3 text-start text-micro font-medium text-muted first:pl-4 last:pr-4">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-md:block">
            {challenges.map((challenge) => (
              <Row key={challenge.id} challenge={challenge} verification={verification} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Row({ challenge, verification }: { challenge: Challenge; verification: VerificationAnswer }) {
  const words = wordsOfMethod(challenge.method);
  const cell = "px-3 py-3 align-top first:pl-4 last:pr-4 max-md:block max-md:px-4 max-md:py-0";
  return (
    <tr className="border-b border-separator last:border-b-0 max-md:relative max-md:block max-md:py-3">
      <td className={`${cell} font-medium`}>{words.name}</td>
      <td className={cell}>
        {challenge.sentAt === null ? (
          <span className="text-muted">{challenge.method === "call_back" ? "Not called yet" : "Not sent yet"}</span>
        ) : (
          <>
            {words.asked} <bdi className="wrap-anywhere">{challenge.destinationMasked ?? "the address on record"}</bdi>
            <span className="block text-muted">
              <When at={challenge.sentAt} withTime />
              {challenge.codesSent > 1 && `, ${sentAgainText(challenge)}`}
            </span>
          </>
        )}
      </td>
      <td className={`${cell} max-md:mt-1 max-md:ml-4 max-md:border-l-2 max-md:border-border max-md:pl-3`}>
        <Reply challenge={challenge} verification={verification} />
      </td>
      <td className={`${cell} max-md:absolute max-md:end-0 max-md:top-3`}>
        <Status kind="verification" state={outcomeOf(challenge, verification)} />
      </td>
    </tr>
  );
}

/** How often something left: codes are counted against their limit, links have no code in them. */
function sentAgainText({ method, codesSent }: Challenge): string {
  if (hasCode(method)) return `${codesSent} of 3 codes`;
  return codesSent === 2 ? "sent twice" : `sent ${codesSent} times`;
}

function Reply({ challenge, verification }: { challenge: Challenge; verification: VerificationAnswer }) {
  const at = verification.settledAt;
  return (
    <>
      {replyOf(challenge, verification)}
      {at !== null && ["passed", "failed", "denied"].includes(verification.state) && (
        <span className="block text-muted">
          <When at={at} withTime />
          {challenge.tries > 1 && `, ${challenge.tries} tries`}
        </span>
      )}
    </>
  );
}

function replyOf(challenge: Challenge, { state, reason, openedAt }: VerificationAnswer): string {
  if (challenge.readOutTo !== null) return `Read the code out on the phone to ${challenge.readOutTo}`;
  if (state === "passed") return wordsOfMethod(challenge.method).answered;
  if (challenge.state === "passed") return wordsOfMethod(challenge.method).answered;
  if (challenge.method === "approver" && state === "denied" && reason !== null) return "Said “This is not right”";
  if (challenge.method === "approver" && challenge.state === "failed") return "Typed wrong numbers only";
  if (state === "failed") return wordsOfMethod(challenge.method).failed ?? "Entered wrong codes only";
  if (state === "denied") return "Said “This was not me”";
  const wrong = challenge.tries === 0 ? "" : `, ${challenge.tries} wrong ${challenge.tries === 1 ? "code" : "codes"}`;
  if (state === "expired") return openedAt === null ? "Nothing within the hour" : `Opened the page and did not finish${wrong}`;
  if (state === "cancelled" || state === "not_possible" || state === "overridden")
    return openedAt === null ? "Nothing" : `Opened the page${wrong}`;
  return openedAt === null ? "Nothing yet" : `Opened the page${wrong}`;
}

function outcomeOf({ state }: Challenge, verification: VerificationAnswer): StatusState<"verification"> {
  if (state === "waiting" || state === "sending") return "pending";
  if (state === "sent") return verification.state;
  return state === "closed" ? verification.state : state;
}
