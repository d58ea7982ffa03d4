/** The addresses behind one link. The token is whatever stood in the address, so it is encoded again. */
export function requesterPaths(token: string) {
  const page = `/v/${encodeURIComponent(token)}`;
  return {
    page,
    code: `${page}/code`,
    number: `${page}/number`,
    questions: `${page}/questions`,
    method: `${page}/method`,
    newCode: `${page}/new-code`,
    notMe: `${page}/not-me`,
    deny: `${page}/deny`,
    saidElse: `${page}/said-else`,
    wrongPhrase: `${page}/wrong-phrase`,
    done: `${page}/done`,
    opened: `${page}/opened`,
    logo: `${page}/logo`,
    companyLogo: `${page}/logo?of=company`,
    passkey: { begin: `${page}/passkey/begin`, finish: `${page}/passkey/finish` },
    enrolApp: { page: `${page}/enrol/app`, begin: `${page}/enrol/app/begin`, confirm: `${page}/enrol/app/confirm` },
    enrolPasskey: { begin: `${page}/enrol/passkey/begin`, finish: `${page}/enrol/passkey/finish` },
    companySignIn: `${page}/company-sign-in`,
    external: { page, go: `${page}/external`, look: `${page}/external/back` },
  };
}
