import { InvariantError } from "../../platform/errors.ts";
import { approver } from "./approver.ts";
import { callBack } from "./call-back.ts";
import { companySignIn } from "./company-sign-in.ts";
import { emailCode } from "./email-code.ts";
import { externalProvider } from "./external-provider.ts";
import type { Method, MethodId } from "./method.ts";
import { passkey } from "./passkey.ts";
import { reusedPass } from "./reused-pass.ts";
import { smsCode } from "./sms-code.ts";
import { totp } from "./totp.ts";

/** Strongest first: the order in which they are offered. Of equals the one that needs nobody of the MSP is put first, from the end. */
export const methods: readonly Method[] = [passkey, approver, externalProvider, companySignIn, callBack, smsCode, totp, emailCode];

/** With what is never offered, for whatever reads rows. */
export const everyMethod: readonly Method[] = [...methods, reusedPass];

/** The method with this id. Throws InvariantError for an id that no file stands behind. */
export function getMethod(id: MethodId | string): Method {
  const method = everyMethod.find((candidate) => candidate.id === id);
  if (!method) throw new InvariantError(`No verification method is called ${id}`, { code: "verification.unknown_method", context: { id } });
  return method;
}
