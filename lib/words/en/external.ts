/** A check by another verification service: the way there, the wait, and how it ended without confirming anybody. */
export const external = {
  external: {
    title: (provider: string) => `Prove it with ${provider}`,
    lead: (organization: string, provider: string) => `${organization} has ${provider} check who you are. Then you come back to this page.`,
    /** What the service is told, so that nobody learns it there. */
    sends: {
      both: (provider: string) => `${provider} is told your name and your e-mail address.`,
      name: (provider: string) => `${provider} is told your name.`,
      email: (provider: string) => `${provider} is told your e-mail address.`,
      nothing: (provider: string) => `${provider} is told nothing about you.`,
    },
    button: (provider: string) => `Continue with ${provider}`,
    preparing: "A moment: the check is being prepared. Load this page again.",
    away: (organization: string) => `This way is switched off at the moment. Call ${organization} on a number you know.`,
    waiting: (provider: string) => `You are back. We wait for what ${provider} says.`,
    look: "Look again",
    unclear: "That check could not say for sure. Prove it in this way instead.",
    lost: {
      title: "Go back to the page you came from",
      lead: "Your IT provider is told how the check went. The link in your e-mail shows what is next.",
    },
  },
  not_confirmed: {
    pageTitle: "Not confirmed",
    title: "It could not be confirmed",
    lead: (organization: string) => `The check did not confirm this request, and ${organization} knows. Nothing was changed.`,
    next: "What to do now",
    steps: (organization: string) => [
      `Was it you? Call ${organization} on a number you know.`,
      "Was it not you, and somebody is on the phone? Hang up.",
    ],
  },
};
