import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { agoRanges, answerLengthMax, unknownAnswer } from "@/lib/verification/questions/schema.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = { words: RequesterWords; organizationName: string; action: string };

/**
 * The questions about what is on file, before the proof. The same for everybody, whatever is on file, so that nothing can be
 * read from them; two plain forms, of which the second skips them all.
 */
export function RequesterOnFile({ words: { onFile: words }, organizationName, action }: Props) {
  return (
    <>
      <RequesterTitle>{words.title}</RequesterTitle>
      <RequesterLead>{words.lead(organizationName)}</RequesterLead>
      <form method="post" action={action} className="mt-5 flex flex-col gap-6">
        <fieldset>
          <legend className="font-semibold wrap-anywhere">{words.lastTicket.label(organizationName)}</legend>
          <div className="mt-1 flex flex-col">
            {agoRanges.map((range) => (
              <Tick key={range} type="radio" name="last_ticket" value={range} label={words.lastTicket.ago[range]} />
            ))}
            <Tick type="radio" name="last_ticket" value={unknownAnswer} label={words.unknown} />
          </div>
        </fieldset>
        <Typed name="device" label={words.device.label} hint={words.device.hint} unknown={words.unknown} />
        <Typed name="town" label={words.town.label} unknown={words.unknown} />
        <button type="submit" className="button button--primary w-full">
          {words.send}
        </button>
      </form>
      <form method="post" action={action} className="mt-2">
        <input type="hidden" name="skip" value="yes" />
        <button type="submit" className="button button--outline w-full">
          {words.skip}
        </button>
      </form>
    </>
  );
}

type TypedProps = { name: "device" | "town"; label: string; hint?: string; unknown: string };

/** A field and, below it, the answer that everybody may give. */
function Typed({ name, label, hint, unknown }: TypedProps) {
  return (
    <div>
      <label id={`${name}-label`} htmlFor={name} className="font-semibold wrap-anywhere">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="text-lead text-muted">
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        className="input mt-2 h-13! w-full text-requester!"
        // What the browser remembers of somebody else's answers is no help.
        autoComplete="off"
        spellCheck={false}
        maxLength={answerLengthMax}
        aria-describedby={hint === undefined ? undefined : `${name}-hint`}
      />
      <Tick type="checkbox" name={`${name}_${unknownAnswer}`} value="yes" label={unknown} describedBy={`${name}-label`} />
    </div>
  );
}

type TickProps = { type: "radio" | "checkbox"; name: string; value: string; label: string; describedBy?: string };

function Tick({ type, name, value, label, describedBy }: TickProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3">
      <input type={type} name={name} value={value} className="size-5 shrink-0" aria-describedby={describedBy} />
      <span className="wrap-anywhere">{label}</span>
    </label>
  );
}
