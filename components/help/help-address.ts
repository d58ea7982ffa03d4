/** Where the help says more about a code: the same codes as in the REST API and the log. */
export function helpAddress(code: string): string {
  return `/help/when-something-is-wrong#${code}`;
}
