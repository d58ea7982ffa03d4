import type { ReactNode } from "react";
import { Code } from "@/components/ui/code.tsx";
import { Mark, type MarkState, type MarkTone } from "@/components/ui/mark.tsx";
import { When } from "@/components/ui/when.tsx";

export type VerdictKind = "proceed" | "wait" | "stop" | "overridden";

const look: Record<VerdictKind, { title: string; colour: string; mark: MarkState; tone: MarkTone }> = {
  proceed: { title: "Proceed", colour: "text-success", mark: "countersigned", tone: "success" },
  wait: { title: "Do not proceed yet", colour: "text-progress", mark: "asked", tone: "progress" },
  stop: { title: "Do not proceed", colour: "text-danger", mark: "not-countersigned", tone: "danger" },
  overridden: { title: "Proceed", colour: "text-person", mark: "asked", tone: "person" },
};

export type Signature = { name: string; method: string; at: string | Date; note?: string };

type Shared = { sentence: ReactNode; receipt?: string; children?: ReactNode };
type Props = Shared &
  (
    | { kind: "proceed"; signature: Signature /** Draws the reply: it passed while somebody looks. */; justSigned?: boolean }
    | { kind: "wait" | "stop" /** "Not countersigned." and what is left to say. */; foot?: ReactNode }
    | { kind: "overridden" /** Who decided. */; by: string; foot?: ReactNode }
  );

/** One sentence above a line to sign on: solid when signed, dashed when not. A change is announced, a denial at once. */
export function Verdict(props: Props) {
  const { title, colour, mark, tone } = look[props.kind];
  const isSigned = props.kind === "proceed";
  return (
    <div className="rounded-panel border border-border bg-surface px-4 py-5 sm:px-6">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4 sm:gap-x-6">
        <Mark state={mark} tone={tone} size={44} animated={isSigned && props.justSigned === true} />
        <div className="contents sm:block">
          <div role={props.kind === "stop" ? "alert" : "status"} className="contents sm:block">
            <h2 className={`self-center text-verdict font-semibold ${colour}`}>
              {props.kind === "overridden" ? `Proceed on ${props.by}’s decision` : title}
            </h2>
            <p className="col-span-2 mt-2 text-lead">{props.sentence}</p>
          </div>
          {props.children !== undefined && <div className="col-span-2 mt-4">{props.children}</div>}
        </div>
      </div>
      <div
        className={`mt-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t pt-3 text-dense ${isSigned ? "border-foreground" : "border-dashed border-border-strong text-muted"}`}
      >
        <p>{props.kind === "proceed" ? <Signed {...props.signature} /> : (props.foot ?? "Not countersigned.")}</p>
        {props.receipt !== undefined && (
          <p className="text-muted">
            Receipt{" "}
            <span className="text-foreground">
              <Code>{props.receipt}</Code>
            </span>
          </p>
        )}
      </div>
    </div>
  );
}

function Signed({ name, method, at, note }: Signature) {
  return (
    <>
      Countersigned by <span className="font-medium">{name}</span> with {method}, <When at={at} withTime />. {note}
    </>
  );
}
