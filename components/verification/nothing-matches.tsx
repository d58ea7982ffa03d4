import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { filterOfView, type ListFilter, listHref } from "@/components/verification/list-filter.ts";
import type { VerificationSearch } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  filter: ListFilter;
  found: VerificationSearch;
  connections: { isConnected: boolean }[];
};

/** Why nothing is here: nothing was ever asked, nothing is to do, or which filter hides it. */
export function NothingMatches({ organization, filter, found, connections }: Props) {
  if (found.views.all === 0) return <NothingAsked organization={organization} connections={connections} />;
  const filters = namesOf(filter);
  if (filters.length === 1 && filter.state === "needs_person") {
    return (
      <Empty
        level={2}
        title="Nothing needs a person"
        actions={<ButtonLink href={listHref(organization, filterOfView.all)}>Show all verifications</ButtonLink>}
      >
        Nobody denied a request in the last 24 hours, everybody could be reached, and Autotask took every outcome.
      </Empty>
    );
  }
  if (filters.length === 1 && filter.period === "today") {
    return (
      <Empty
        level={2}
        title="Nobody was asked today"
        actions={<ButtonLink href={listHref(organization, filterOfView.all)}>Search all time</ButtonLink>}
      >
        {sentence(found.views.all)} asked before today. The next new ticket shows here by itself.
      </Empty>
    );
  }
  return (
    <Empty
      level={2}
      title={
        filters.length === 1
          ? `Nothing matches ${filters[0]}`
          : `Nothing matches these ${["", "", "two", "three", "four"][filters.length] ?? filters.length} filters`
      }
      actions={<Ways organization={organization} filter={filter} />}
    >
      {whatHides(filter, found)}
    </Empty>
  );
}

function NothingAsked({ organization, connections }: Pick<Props, "organization" | "connections">) {
  if (connections.some(({ isConnected }) => isConnected)) {
    return (
      <Empty level={2} title="Nobody has been asked yet">
        The first new ticket of a person in Autotask starts a verification, and it shows here by itself.
      </Empty>
    );
  }
  return (
    <Empty
      level={2}
      title="Nobody has been asked yet"
      actions={
        <ButtonLink href={`/${organization}/connections${connections.length === 0 ? "/new" : ""}`} variant="primary">
          Connect Autotask
        </ButtonLink>
      }
    >
      Tickets reach us when Autotask is connected. That takes about ten minutes.
    </Empty>
  );
}

function Ways({ organization, filter }: Pick<Props, "organization" | "filter">) {
  return (
    <>
      {filter.period !== "all" && (
        <ButtonLink href={listHref(organization, { ...filter, period: "all", cursor: undefined })} variant="primary">
          Search all time
        </ButtonLink>
      )}
      <ButtonLink href={listHref(organization, filterOfView.all)}>Clear filters</ButtonLink>
    </>
  );
}

/** The filter that is likeliest to hide what was looked for. */
function whatHides({ state, period, search }: ListFilter, { counts, views }: VerificationSearch): string {
  const withoutState = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (state !== undefined && withoutState > 0) return `${sentence(withoutState, "match")} without the filter on the outcome.`;
  if (period !== "all") return `${sentence(views.all)} asked in all time; the period may hide what you look for.`;
  if (search !== undefined)
    return `Part of a ticket number, a name, a company or a receipt is enough. ${sentence(views.all)} asked in all time.`;
  return `${sentence(views.all)} asked in all time.`;
}

function sentence(count: number, verb: "were" | "match" = "were"): string {
  const one = verb === "were" ? "One verification was" : "One verification matches";
  return count === 1 ? one : `${new Intl.NumberFormat("en").format(count)} verifications ${verb}`;
}

function namesOf({ search, state, period, connectionId, method, strength, company, technician }: ListFilter): string[] {
  return [
    ...(search === undefined ? [] : [`“${search}”`]),
    ...(state === undefined ? [] : ["this outcome"]),
    ...(period === "all" ? [] : ["this period"]),
    ...(connectionId === undefined ? [] : ["this connection"]),
    ...(method === undefined ? [] : ["this method"]),
    ...(strength === undefined ? [] : ["this strength"]),
    ...(company === undefined ? [] : [company]),
    ...(technician === undefined ? [] : [technician]),
  ];
}
