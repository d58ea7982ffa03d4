/** The addresses behind one link. The token is whatever stood in the address, so it is encoded again. */
export function requesterPaths(token: string) {
  const page = `/v/${encodeURIComponent(token)}`;
  return {
    page,
    code: `${page}/code`,
    number: `${page}/number`,
    method: `${page}/method`,
    newCode: `${page}/new-code`,
    notMe: `${page}/not-me`,
    deny: `${page}/deny`,
    saidElse: `${page}/said-else`,
    wrongPhrase: `${page}/wrong-phrase`,
    done: `${page}/done`,
    opened: `${page}/opened`,
    logo: `${page}/logo`,
    companySignIn: `${page}/company-sign-in`,
  };
}
