"use client";

import { Button } from "@heroui/react";
import { SignPost } from "@/components/layout/sign-post.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";

/** A page that failed. The digest is what the log holds, so it is the id to quote. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <SignPost title="We could not show this page">
      <p>
        Nothing was changed. Try again
        {error.digest === undefined ? (
          "."
        ) : (
          <>
            ; if it stays, give support this id: <Code>{error.digest}</Code>.
          </>
        )}
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button variant="primary" onPress={reset}>
          Try again
        </Button>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </SignPost>
  );
}
