import type { Strength } from "@/lib/verification/schema.ts";

/** What a request is about, for each strength, and what proves as much, for whoever starts one by hand. */
export const strengthWords: Record<Strength, { name: string; about: string; takes: string }> = {
  weak: { name: "Weak", about: "A question or a small change", takes: "An e-mail code is enough. It stops who only knows names." },
  fair: { name: "Fair", about: "A change for this person only", takes: "An authenticator code, or a phone number that is not new." },
  good: { name: "Good", about: "A password or MFA reset", takes: "Company sign-in, an approver, or two fair ways together." },
  best: { name: "Best", about: "An admin account, a VIP, a payment", takes: "A passkey, or a good way and an approver." },
};
