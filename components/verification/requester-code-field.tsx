"use client";

import { type InputEvent, useState } from "react";
import "./requester-code-field.css";

type Props = {
  id: string;
  /** What was said about the code before, to be read with the field. */
  describedBy?: string;
  isRefused: boolean;
};

const cells = [0, 1, 2, 3, 4, 5];

/**
 * The field for the code: one native input, so that it works without script, with autofill, paste and a screen reader.
 * With script it takes only digits, of any script, out of what is typed or pasted. A full code does not send itself.
 */
export function RequesterCodeField({ id, describedBy, isRefused }: Props) {
  const [length, setLength] = useState(0);
  return (
    <div className="code-cells" dir="ltr">
      <input
        id={id}
        name="code"
        className="code-input"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        // More than six, so that a pasted "482 013" keeps its last digit. No pattern: the server reads every kind of digit
        // and says in words what it cannot read.
        maxLength={24}
        aria-required="true"
        aria-invalid={isRefused || undefined}
        aria-describedby={describedBy}
        // biome-ignore lint/a11y/noAutofocus: only after a refused code, where the next thing to do is typing it again
        autoFocus={isRefused}
        onInput={(event) => setLength(keepDigits(event))}
      />
      <div className="code-cells__row" aria-hidden="true">
        {cells.map((cell) => (
          <span key={cell} className="code-cells__cell" data-next={cell === Math.min(length, 5)} />
        ))}
      </div>
    </div>
  );
}

/** Leaves up to six digits in the field and returns how many. A composition is left alone until it ends. */
function keepDigits({ currentTarget: field, nativeEvent }: InputEvent<HTMLInputElement>): number {
  const digits = Array.from(field.value.replace(/\P{Nd}/gu, "")).slice(0, 6);
  const isComposing = "isComposing" in nativeEvent && nativeEvent.isComposing;
  if (!isComposing && field.value !== digits.join("")) field.value = digits.join("");
  return digits.length;
}
