import type { ProviderKind, ProviderProblem } from "@/lib/verification/company-sign-in/schema.ts";

/** What each kind is called, and what its second factor is told by. */
export const providerWords: Record<ProviderKind, { name: string; secondFactor: string }> = {
  entra: {
    name: "Microsoft Entra ID",
    secondFactor:
      "The authentication context that your Conditional Access policy ties to MFA, for example c1. Empty: every sign-in counts as one factor.",
  },
  google: {
    name: "Google Workspace",
    secondFactor: "Google does not tell whether a second factor was used. Leave it empty: a sign-in is fair at most.",
  },
  oidc: { name: "Another provider (OpenID Connect)", secondFactor: "The value of acr that means a second factor. Empty: amr tells it." },
};

/** What is wrong with a provider, then what to do. */
export const providerText: Record<ProviderProblem, string> = {
  "verification.provider_exists": "This company has a sign-in already. Remove it first, or choose another company.",
  "verification.provider_unreachable": "The provider did not answer. Check the tenant ID or the issuer, then test again.",
  "verification.issuer_differs": "The provider names itself by another issuer. Copy the issuer from its metadata, to the letter.",
  "verification.provider_not_usable":
    "This is not a usable OpenID provider. It needs an https address and metadata at /.well-known/openid-configuration.",
};
