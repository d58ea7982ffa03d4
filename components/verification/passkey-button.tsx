"use client";

import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useEffect, useState } from "react";
import type { PasskeyButtonWords } from "@/components/verification/passkey-button-words.ts";
import type { Ceremony } from "@/components/verification/passkey-call.ts";

type Props = { paths: Ceremony; kind: "use" | "add"; words: PasskeyButtonWords };

/** The one button that needs script. It is not there before script runs, so that nobody presses one that does nothing. */
export function PasskeyButton({ paths, kind, words }: Props) {
  const [can, setCan] = useState<"not_known" | "yes" | "no">("not_known");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setCan("PublicKeyCredential" in window ? "yes" : "no");
    // There by the time it is pressed; what does not arrive is asked for again then.
    loadCall().catch(() => undefined);
  }, []);

  async function run() {
    if (isPending) return;
    setPending(true);
    setProblem(null);
    const end = await loadCall()
      .then(({ runCeremony }) => runCeremony(paths, kind === "use" ? usePasskey : addPasskey))
      .catch(() => "broken" as const);
    setPending(false);
    setProblem(words[end]);
  }

  if (can === "no") return <p className="mt-4 text-lead">{words.unknown}</p>;
  return (
    <>
      {can === "yes" && (
        <button
          type="button"
          className={`button ${kind === "use" ? "button--primary" : "button--outline"} mt-4 w-full`}
          onClick={run}
          aria-disabled={isPending || undefined}
        >
          {words.button}
        </button>
      )}
      <p role="alert" className={problem === null ? "sr-only" : "mt-3 text-lead font-medium text-danger"}>
        {problem}
      </p>
    </>
  );
}

// Loaded where the button is: a page without it, which shares this file's bundle, downloads none of it.
const loadCall = () => import("@/components/verification/passkey-call.ts");

// Loaded when it is pressed: who has no passkey downloads none of it. What the options are is between server and library.

async function usePasskey(options: Record<string, unknown>): Promise<unknown> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  return startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON });
}

async function addPasskey(options: Record<string, unknown>): Promise<unknown> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  return startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON });
}
