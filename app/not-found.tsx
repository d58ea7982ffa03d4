import type { Metadata } from "next";
import { SignPost } from "@/components/layout/sign-post.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";

export const metadata: Metadata = { title: "Nothing here" };

/** Also what a record of another organization answers: it must not look different from one that is not there. */
export default function NotFound() {
  return (
    <SignPost title="There is nothing at this address">
      <p>The link may be old, or what it led to was removed. If somebody sent it to you, ask which organization it belongs to.</p>
      <div className="mt-5">
        <ButtonLink href="/" variant="primary">
          Go to the start
        </ButtonLink>
      </div>
    </SignPost>
  );
}
