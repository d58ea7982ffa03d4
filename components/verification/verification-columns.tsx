import Link from "next/link";
import { Code } from "@/components/ui/code.tsx";
import { Duration } from "@/components/ui/duration.tsx";
import type { Column, ListLines } from "@/components/ui/ledger-table.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { Status } from "@/components/ui/status.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { When } from "@/components/ui/when.tsx";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import type { VerificationSummary } from "@/lib/verification/schema.ts";

type Row = VerificationSummary;

/** Outcome first, then who, then which ticket; times and numbers right. */
export function verificationColumns(organization: string): Column<Row>[] {
  return [
    { key: "outcome", head: "Outcome", cell: ({ state }) => <Status kind="verification" state={state} /> },
    {
      key: "requester",
      head: "Requester",
      truncate: true,
      className: "w-1/3 xl:w-1/4",
      cell: (row) => <RequesterLink organization={organization} row={row} />,
    },
    {
      key: "company",
      head: "Company",
      truncate: true,
      className: "w-1/3 text-muted xl:w-1/4",
      cell: ({ companyName }) => <PersonName name={companyName} otherwise="–" />,
    },
    { key: "ticket", head: "Ticket", cell: (row) => <TicketLink organization={organization} row={row} /> },
    { key: "method", head: "Method", className: "hidden xl:table-cell", cell: ({ method }) => (method ? wordsOfMethod(method).name : "–") },
    { key: "strength", head: "Strength", className: "hidden lg:table-cell", cell: ({ strength }) => <Strength tier={strength} /> },
    {
      key: "technician",
      head: "Technician",
      truncate: true,
      className: "hidden w-1/5 xl:table-cell",
      cell: ({ technicianName }) => <PersonName name={technicianName} otherwise="Nobody yet" />,
    },
    { key: "took", head: "Took", align: "end", className: "hidden text-muted lg:table-cell", cell: (row) => <Duration ms={tookMs(row)} /> },
    {
      key: "asked",
      head: "Asked",
      align: "end",
      sorted: "descending",
      cell: ({ createdAt }) => <When at={createdAt} precision="minute" />,
    },
  ];
}

/** The same row on a phone. */
export function verificationLines(organization: string) {
  return (row: Row): ListLines => ({
    status: <Status kind="verification" state={row.state} />,
    aside: (
      <>
        {row.strength !== null && <Strength tier={row.strength} hideWord />}
        <When at={row.createdAt} precision="minute" />
      </>
    ),
    who: <RequesterLink organization={organization} row={row} />,
    meta: (
      <>
        <TicketLink organization={organization} row={row} />
        <span className="truncate">
          <PersonName name={row.companyName} otherwise="" />
        </span>
      </>
    ),
  });
}

function RequesterLink({ organization, row }: { organization: string; row: Row }) {
  return (
    <Link
      href={`/${organization}/verifications/${row.id}`}
      className="font-medium hover:underline max-md:inline-block max-md:max-w-full max-md:truncate max-md:align-bottom max-md:leading-6"
    >
      <PersonName name={row.requesterName} otherwise="Not known" />
    </Link>
  );
}

function TicketLink({ organization, row: { ticket } }: { organization: string; row: Row }) {
  return (
    <Link
      href={`/${organization}/tickets/${ticket.id}`}
      title={ticket.title}
      className="text-link hover:underline max-md:inline-flex max-md:min-h-6 max-md:items-center"
    >
      <Code>{ticket.number}</Code>
    </Link>
  );
}

/** From the question to an answer or its absence; nobody's time where a person stopped it or nothing could be asked. */
function tookMs({ state, createdAt, settledAt }: Row): number | null {
  if (settledAt === null || state === "cancelled" || state === "not_possible") return null;
  return Date.parse(settledAt) - Date.parse(createdAt);
}
