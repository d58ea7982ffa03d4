import { signIn, signOut } from "next-auth/react";
import type { ActionResult } from "@/lib/web/action-result.ts";

export type SignInCode = "organization.sign_in_refused" | "organization.too_many_sign_ins" | "web.unavailable";

export const signInText: Record<Exclude<SignInCode, "web.unavailable">, string> = {
  "organization.sign_in_refused": "No account has this e-mail address and password. Check both and try again.",
  "organization.too_many_sign_ins": "That was too many tries. Wait 15 minutes, then try again.",
};

/** Signs in at next-auth's door, as a form's action does. */
export async function signInWithPassword(values: { email: string; password: string }): Promise<ActionResult<null, SignInCode>> {
  const answer = await signIn("credentials", { ...values, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true, data: null };
  if (answer?.error === "CredentialsSignin") return { ok: false, code: "organization.sign_in_refused" };
  if (answer?.error === "organization.too_many_sign_ins") return { ok: false, code: answer.error };
  return { ok: false, code: "web.unavailable" };
}

/** Ends the session in the database and leads to the sign-in page. */
export async function signOutHere(): Promise<void> {
  await signOut({ redirect: false });
  // A whole new page, so that nothing of the member's stays in memory.
  window.location.assign("/sign-in");
}
