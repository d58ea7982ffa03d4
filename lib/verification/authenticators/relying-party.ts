/** Who asks for a passkey: APP_URL, never a request's Host, which its sender chooses. */
export function relyingParty(appUrl: URL): { origin: string; id: string } {
  return { origin: appUrl.origin, id: appUrl.hostname };
}
