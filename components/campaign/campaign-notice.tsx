import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Notice } from "@/components/ui/notice.tsx";

/** Somebody tries the clients one after another: said before all else, and only while it goes on. */
export function CampaignNotice({ organization, open }: { organization: string; open: number }) {
  if (open === 0) return null;
  return (
    <Notice
      reason={
        <>
          <span className="font-semibold text-danger">{open === 1 ? "A campaign is open." : `${open} campaigns are open.`}</span>{" "}
          Verifications at several companies failed or were denied, and have something in common.
        </>
      }
      actions={<ButtonLink href={`/${organization}/campaigns`}>See the attempts</ButtonLink>}
    />
  );
}
