import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Times and numbers stand right. */
  align?: "end";
  /** Only on the one column the rows are sorted by. */
  sorted?: "ascending" | "descending";
  /** Where sorting by this column leads. */
  sortHref?: string;
  /** Long text (names, companies): cut at the end of the cell. Give it a share of the width, such as `w-1/4`. */
  truncate?: boolean;
  /** Layout classes for the column, such as `w-1/4` or `hidden xl:table-cell`. */
  className?: string;
};

/** The same row below 768 px: line 1 status and time, line 2 who, line 3 number and company. */
export type ListLines = { status: ReactNode; aside?: ReactNode; who: ReactNode; meta?: ReactNode };

type Props<Row> = {
  /** Names the table for those who do not see its heading. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  list: (row: Row) => ListLines;
  /** While newer rows are on their way: the old ones stay and dim. */
  isStale?: boolean;
};

/** A list of records in both its shapes. Stands in a flush `Panel`; the pager goes into the panel's foot. */
export function LedgerTable<Row>(props: Props<Row>) {
  return (
    <div className={props.isStale ? "stale" : undefined} aria-busy={props.isStale}>
      <Table {...props} />
      <List {...props} />
    </div>
  );
}

function Table<Row>({ label, columns, rows, rowKey }: Props<Row>) {
  return (
    <table aria-label={label} className="hidden w-full border-collapse text-dense md:table">
      <thead className="bg-surface-secondary">
        <tr className="h-8 border-b border-border">
          {columns.map((column) => (
            <Head key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className="fade-in h-(--row) border-b border-separator last:border-b-0 hover:bg-surface-secondary">
            {columns.map((column) => (
              <td
                key={column.key}
                data-num={column.align === "end" ? "" : undefined}
                className={`px-3 py-1.5 whitespace-nowrap first:pl-4 last:pr-4 ${column.truncate ? "max-w-0 truncate" : ""} ${column.align === "end" ? "text-end" : ""} ${column.className ?? ""}`}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const Arrow = column.sorted === "ascending" ? ArrowUp : ArrowDown;
  const text = (
    <span className="inline-flex items-center gap-1">
      {column.head}
      {column.sorted !== undefined && <Arrow size={13} aria-hidden />}
    </span>
  );
  // A column of ways on needs no name; a heading without one would be read as an empty heading.
  if (column.head === "") return <td className={column.className} />;
  return (
    <th
      scope="col"
      aria-sort={column.sorted}
      className={`px-3 text-micro font-medium first:pl-4 last:pr-4 ${column.sorted === undefined ? "text-muted" : ""} ${column.align === "end" ? "text-end" : "text-start"} ${column.className ?? ""}`}
    >
      {column.sortHref === undefined ? (
        text
      ) : (
        <Link href={column.sortHref} className="inline-flex min-h-6 items-center hover:text-foreground hover:underline">
          {text}
        </Link>
      )}
    </th>
  );
}

function List<Row>({ label, rows, rowKey, list }: Props<Row>) {
  return (
    <ul aria-label={label} className="md:hidden">
      {rows.map((row) => {
        const lines = list(row);
        return (
          <li key={rowKey(row)} className="fade-in border-b border-separator px-4 py-2.5 text-dense last:border-b-0">
            <div className="flex items-center justify-between gap-3">
              <span className="min-w-0">{lines.status}</span>
              {lines.aside !== undefined && <span className="tabular flex shrink-0 items-center gap-2 text-muted">{lines.aside}</span>}
            </div>
            <div className="mt-0.5 truncate font-medium">{lines.who}</div>
            {lines.meta !== undefined && <div className="flex min-w-0 items-baseline gap-2 truncate text-muted">{lines.meta}</div>}
          </li>
        );
      })}
    </ul>
  );
}
