import { findWords } from "@/components/verification/find-words.ts";

type MethodWords = {
  name: string;
  /** After "with". */
  withIt: string;
  asked: string;
  answered: string;
  /** How every answer was wrong. */
  failed?: string;
  /** What left, where that was not a code but the link to the page. */
  sent?: string;
};

const methodWords: Record<string, MethodWords> = {
  approver: {
    name: "Approver",
    withIt: "an approver's word",
    asked: "Whether this is right, by e-mail to",
    answered: "Approved, with the requester's number",
    sent: "Question to the approver",
  },
  passkey: {
    name: "Passkey",
    withIt: "a passkey",
    asked: "The person's passkey; the link by e-mail to",
    answered: "Used the passkey on the page",
    failed: "Answered with no passkey of theirs",
    sent: "Link for the passkey",
  },
  totp: {
    name: "Authenticator app",
    withIt: "an authenticator app",
    asked: "The code of the person's own app; the link by e-mail to",
    answered: "Entered the code of the app",
    sent: "Link for the authenticator app",
  },
  external_provider: {
    name: "External provider",
    withIt: "an external provider",
    asked: "A link to another verification service, by e-mail to",
    answered: "The service confirmed them",
    failed: "The service did not confirm them",
    sent: "Link for the external provider",
  },
  company_sign_in: {
    name: "Company sign-in",
    withIt: "a company sign-in",
    asked: "A link to sign in at their company, by e-mail to",
    answered: "Signed in with the account of their company",
    sent: "Link to sign in",
  },
  email_code: {
    name: "E-mail code",
    withIt: "an e-mail code",
    asked: "Six digits and a link, by e-mail to",
    answered: "Entered the code on the page",
  },
  sms_code: {
    name: "Text message code",
    withIt: "a text message code",
    asked: "Six digits, by text message to",
    answered: "Entered the code on the page",
  },
  reused_pass: {
    name: "Earlier pass",
    withIt: "an earlier pass",
    asked: "Nothing anew. They had passed a moment before, receipt",
    answered: "Counts again for this request",
  },
  call_back: {
    name: "Call-back",
    withIt: "a call-back",
    asked: "A technician called",
    answered: "Confirmed it on the phone",
  },
};

/** Whether what is sent holds a code of ours. */
export function hasCode(method: string): boolean {
  return method === "email_code" || method === "sms_code";
}

/** The words for a method; those of one that this build does not know name it. */
export function wordsOfMethod(method: string): MethodWords {
  return findWords(methodWords, method) ?? { name: method, withIt: method, asked: "Sent to", answered: "Answered" };
}
