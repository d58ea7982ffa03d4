"use client";

import { SignPost } from "@/components/layout/sign-post.tsx";
import { Code } from "@/components/ui/code.tsx";
import "./globals.css";

/** The last resort, when the root layout itself failed: it brings its own document and needs no script. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Countersign</title>
        <SignPost title="Countersign could not answer">
          <p>
            Nothing was changed. Load the page again
            {error.digest === undefined ? (
              "."
            ) : (
              <>
                ; if it stays, give support this id: <Code>{error.digest}</Code>.
              </>
            )}
          </p>
          <p className="mt-4">
            <a href="/" className="link-text">
              Go to the start
            </a>
          </p>
        </SignPost>
      </body>
    </html>
  );
}
