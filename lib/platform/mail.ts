import { createTransport } from "nodemailer";
import { UpstreamError } from "./errors.ts";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Local part of the Message-ID: the same mail sent again after a crash carries the same one. */
  id: string;
  /** Shown as the sender's name in front of the installation's own address. */
  fromName?: string;
};

/** Hands a mail to the mail server, which answers for it from then on. Throws UpstreamError that says whether to try again. */
export type Mailer = { send(mail: Mail): Promise<void>; close(): void };

const control = /[\p{Cc}\p{Cf}]/gu;

/** A mailer over SMTP. Names and subjects lose control and direction characters, so that they cannot add headers or mislead. */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const address = /<([^<>]+)>/.exec(from)?.[1] ?? from;
  const domain = address.split("@").at(-1) ?? "localhost";
  return {
    async send({ to, subject, text, html, id, fromName }) {
      try {
        await transport.sendMail({
          from: fromName ? { name: fromName.replace(control, " ").trim(), address } : from,
          // An object, so that no part of the address is parsed as a list or a display name.
          to: { name: "", address: to },
          subject: subject.replace(control, " ").trim(),
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        });
      } catch (error) {
        throw asUpstreamError(error);
      }
    },
    close: () => transport.close(),
  };
}

function asUpstreamError(cause: unknown): UpstreamError {
  const status = cause instanceof Error && "responseCode" in cause && typeof cause.responseCode === "number" ? cause.responseCode : null;
  // 5yz is final (RFC 5321, 4.2.1); all else, the network included, may mend itself.
  const isFinal = status !== null && status >= 500;
  return new UpstreamError(status === null ? "The mail server could not be reached" : `The mail server answered ${status}`, {
    code: isFinal ? "mail.refused" : "mail.unavailable",
    context: { status },
    retry: isFinal ? { when: "never" } : { when: "backoff" },
  });
}
