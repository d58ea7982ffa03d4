import { Languages } from "lucide-react";
import { languageNames, languages, type RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: Pick<RequesterWords, "lang" | "languages">;
  /** The address of the page to show again. */
  here: string;
};

/** Each language by its own name, for people whose browser speaks another one. A plain form, which needs no script. */
export function LanguageSwitch({ words, here }: Props) {
  return (
    <form
      method="post"
      action="/api/language"
      aria-label={words.languages}
      className="mt-2 flex flex-wrap items-center justify-center gap-x-1"
    >
      <Languages aria-hidden size={16} className="shrink-0 text-muted" />
      <input type="hidden" name="back" value={here} />
      {languages.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-current={language === words.lang || undefined}
          className="language-choice"
        >
          {languageNames[language]}
        </button>
      ))}
    </form>
  );
}
