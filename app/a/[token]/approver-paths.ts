/** The addresses behind an approver's link. The token is whatever stood in the address, so it is encoded again. */
export function approverPaths(token: string) {
  const page = `/a/${encodeURIComponent(token)}`;
  return {
    page,
    logo: `${page}/logo`,
    companyLogo: `${page}/logo?of=company`,
    approve: `${page}/approve`,
    notRight: `${page}/not-right`,
    deny: `${page}/deny`,
  };
}
