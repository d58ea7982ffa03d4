import { CopyCode } from "@/components/ui/copy-code.tsx";
import { MenuPath } from "@/components/ui/menu-path.tsx";
import { Panel } from "@/components/ui/panel.tsx";

// The designer's places and words: Autotask's online help, "LiveLinks Designer" and "Publishing LiveLinks". Which field holds
// the id is chosen from Autotask's own list there, so no spelling of a variable has to be right here.

/** How to get from a ticket in Autotask to its page here with one click: the address, and the steps. */
export function LiveLinkPanel({ address }: { address: string }) {
  return (
    <Panel title="A link on every ticket">
      <p className="text-dense text-muted">With a LiveLink, technicians open a ticket’s page here straight from Autotask.</p>
      <ol className="mt-3 flex list-decimal flex-col gap-2.5 ps-5 text-dense">
        <li>
          For tickets, choose New in <MenuPath path={["Admin", "Automation", "AutoForms & LiveLinks", "LiveLinks Designer"]} />
        </li>
        <li>
          Paste this as its address:
          <span className="mt-1 block">
            <CopyCode value={address} label="address" />
          </span>
        </li>
        <li>
          Add one parameter to the query string: the name <CopyCode value="ticketId" label="parameter name" />, and as its value the
          ticket’s id from Autotask’s list of fields.
        </li>
        <li>Make it active, save it, and publish it to the security levels of your technicians.</li>
      </ol>
      <p className="mt-3 text-dense text-muted">It shows nothing to who is not signed in here.</p>
    </Panel>
  );
}
