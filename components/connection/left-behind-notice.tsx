import { failureWords } from "@/components/connection/failure-words.ts";
import { Code } from "@/components/ui/code.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { LeftBehind } from "@/lib/connection/schema.ts";

/** What is left in Autotask for a person to delete: its name, its id, and where. */
export function LeftBehindNotice({ leftBehind: { name, id, menuPath, reason } }: { leftBehind: LeftBehind }) {
  return (
    <Notice
      reason={
        <>
          <span className="font-medium">Autotask did not let us delete our webhook.</span> {failureWords[reason.code].what(reason.params)}{" "}
          Delete it by hand: name <strong className="font-medium">{name}</strong>
          {id === null ? (
            ", if it is there."
          ) : (
            <>
              , id <Code>{id}</Code>.
            </>
          )}
        </>
      }
      path={menuPath}
      {...(reason.answer && { answer: reason.answer })}
    />
  );
}
