import type { ReactNode } from "react";
import { RequesterAppCode } from "@/components/verification/requester-app-code.tsx";
import { RequesterApprover } from "@/components/verification/requester-approver.tsx";
import { RequesterCall } from "@/components/verification/requester-call.tsx";
import { RequesterChecking } from "@/components/verification/requester-checking.tsx";
import { RequesterExternal } from "@/components/verification/requester-external.tsx";
import { RequesterHeld } from "@/components/verification/requester-held.tsx";
import { RequesterOthers } from "@/components/verification/requester-others.tsx";
import { RequesterPasskey } from "@/components/verification/requester-passkey.tsx";
import { RequesterQuestion } from "@/components/verification/requester-question.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { RequesterSignIn } from "@/components/verification/requester-sign-in.tsx";
import { oneLine } from "@/lib/notification/html.ts";
import { findRequesterNumber } from "@/lib/verification/approval/find-number.ts";
import type { OpenPage } from "@/lib/verification/find-open-page.ts";
import { webDeps } from "@/lib/web/deps.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";
import { readOpenSignIn, readRequesterCheck } from "./read-page.ts";
import type { requesterPaths } from "./requester-paths.ts";
import { shownName, shownTime } from "./shown.tsx";

type Props = {
  words: RequesterWords;
  page: OpenPage;
  token: string;
  said: Said | null;
  waitSeconds: number | null;
  paths: ReturnType<typeof requesterPaths>;
};
type WithTries = Props & { tries: ReactNode };

/** What is asked now, by its method, and what could be asked instead. */
export function Question({ words, page, token, said, waitSeconds, paths, tries }: WithTries) {
  const others = page.others.map(({ destinationMasked, ...other }) => ({
    ...other,
    destinationMasked: shownDestination(destinationMasked),
  }));
  return (
    <>
      <Asked words={words} page={page} token={token} said={said} waitSeconds={waitSeconds} paths={paths} />
      {tries}
      <RequesterOthers words={words} others={others} action={paths.method} />
    </>
  );
}

async function Asked({ words, page, token, said, waitSeconds, paths }: Props) {
  const { method, triesLeft } = page;
  const organizationName = shownName(page.organization.name);
  if (page.isChecking) return <RequesterChecking words={words} againHref={paths.done} />;
  if (page.isHeld) return <RequesterHeld words={words} organizationName={organizationName} />;
  if (method === "approver") {
    const shown = await findRequesterNumber(webDeps(), token);
    return (
      <RequesterApprover
        {...{ words, said }}
        approverName={shownName(shown?.approverName ?? organizationName)}
        number={shown?.number ?? null}
        againHref={paths.page}
      />
    );
  }
  if (method === "call_back") return <RequesterCall {...{ words, organizationName, said }} destinationMasked={page.destinationMasked} />;
  if (method === "company_sign_in") {
    const kind = (await readOpenSignIn(token))?.provider.kind ?? null;
    return <RequesterSignIn {...{ words, organizationName, kind, triesLeft, said }} href={paths.companySignIn} />;
  }
  if (method === "external_provider") {
    const check = await readRequesterCheck(token);
    const provider = check && { name: shownName(check.providerName), sends: check.sends, isReady: check.url !== null };
    return <RequesterExternal {...{ words, organizationName, provider }} isBack={said === "external_waiting"} hrefs={paths.external} />;
  }
  if (method === "totp") return <RequesterAppCode {...{ words, organizationName, triesLeft, said }} action={paths.code} />;
  if (method === "passkey") {
    return <RequesterPasskey {...{ words, organizationName, triesLeft, said }} hasOthers={page.others.length > 0} paths={paths.passkey} />;
  }
  return (
    <RequesterQuestion
      {...{ words, organizationName, triesLeft, said, waitSeconds }}
      isText={method === "sms_code"}
      destinationMasked={shownDestination(page.destinationMasked)}
      goodUntil={page.codeExpiresAt && shownTime(words, { at: page.codeExpiresAt, organization: page.organization, style: "time" })}
      isTooOld={page.codeExpiresAt !== null && !page.codeIsGood}
      codesLeft={page.codesLeft}
      actions={{ code: paths.code, newCode: paths.newCode }}
    />
  );
}

function shownDestination(masked: string | null): string | null {
  return masked === null ? null : oneLine(masked);
}
