"use client";

import { SignPost } from "@/components/layout/sign-post.tsx";
import { Code } from "@/components/ui/code.tsx";

/**
 * A page that failed. The digest is what the log holds, so it is the id to quote. Plain elements: every page has this file's
 * script with it, the requester's too, and a button of the library would bring the whole library there.
 */
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
        <button type="button" className="button button--md button--primary" onClick={reset}>
          Try again
        </button>
        {/* Not a Link of Next: what failed is loaded anew. */}
        <a href="/" className="button button--md button--outline">
          Go to the start
        </a>
      </div>
    </SignPost>
  );
}
