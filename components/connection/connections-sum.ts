import { verdictWords } from "@/components/connection/verdict-words.ts";
import { statusTable } from "@/components/ui/status-table.ts";
import { type ConnectionList, needsPerson } from "@/lib/connection/schema.ts";

type Connection = Pick<ConnectionList["items"][number], "name" | "verdict" | "today">;
type Tag = keyof typeof statusTable.connection;

/** In which order states are told: what a person should know first. */
const order: readonly Tag[] = ["needs_attention", "disconnected", "connecting", "connected", "paused", "draft"];

/** More than this is no title any more. Names are never shortened. */
const namesLongest = 60;

/** Who needs a person, by name: "Nordlicht needs a person." Two are named where there is room, more are counted. */
export function needsSentence(names: readonly string[]): string {
  const [one, other] = names;
  if (one === undefined) return "Nothing needs a person.";
  if (other === undefined) return `${one} needs a person.`;
  if (names.length === 2 && one.length + other.length <= namesLongest) return `${one} and ${other} need a person.`;
  return `${names.length} connections need a person.`;
}

/** All of them in one line: what needs a person, how many are how, and what came in today. */
export function sumOf(connections: readonly Connection[]): { needs: string; states: string; today: string } {
  const tags = connections.map(({ verdict }) => verdictWords[verdict].tag);
  const told = order.flatMap((tag) => {
    const count = tags.filter((each) => each === tag).length;
    return count === 0
      ? []
      : [`${count} ${tag === "needs_attention" && count > 1 ? "need attention" : statusTable.connection[tag].word.toLowerCase()}`];
  });
  const sum = (key: "tickets" | "verifications") => connections.reduce((total, { today }) => total + today[key], 0);
  return {
    needs: needsSentence(connections.filter(({ verdict }) => needsPerson(verdict)).map(({ name }) => name)),
    states: told.join(", "),
    today: `Today ${counted(sum("tickets"), "ticket")} and ${counted(sum("verifications"), "verification")} over all of them.`,
  };
}

function counted(count: number, what: string): string {
  return `${new Intl.NumberFormat("en").format(count)} ${what}${count === 1 ? "" : "s"}`;
}
