/** Words for what the rules for passwords refuse. */
export const passwordText = {
  "organization.password_too_short": "Use at least 15 characters. A few words make a good one.",
  "organization.password_too_long": "Use at most 256 characters.",
  "organization.password_common": "This password is on lists that attackers try first. Choose another one.",
  "organization.password_guessable":
    "This password is easy to guess: it holds your name, your organization's, or a pattern. Choose another one.",
} as const;
export type PasswordCode = keyof typeof passwordText;
