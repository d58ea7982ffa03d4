import { describe, expect, test } from "vitest";
import { brokenWords } from "./broken.ts";
import { languageNames, languages } from "./schema.ts";
import { wordsOf } from "./words.ts";

// Values that no language writes: whatever of them a text shows stands where a name, a number or an address will stand.
const values = ["⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧"];

/** What a text is made of, by its path: the values that it shows, and no more of its words than that there are some. */
function shapeOf(words: object, path = ""): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(words).map(([key, value]) => {
      const here = path === "" ? key : `${path}.${key}`;
      return typeof value === "object" && value !== null ? shapeOf(value, here) : { [here]: shown(value) };
    }),
  );
}

function shown(value: unknown): string {
  const text = textOf(value);
  const used = values.filter((each) => text.includes(each)).concat(text.match(/\{\w+\}/g) ?? []);
  return `${text.replace(/\s/g, "") === "" ? "nothing" : "text"} with ${[...new Set(used)].sort().join() || "no value"}`;
}

const textOf = (value: unknown): string => {
  const given = typeof value === "function" ? value(...values) : value;
  return Array.isArray(given) ? given.join(" ") : String(given);
};

function textsOf(words: object): Record<string, string> {
  return Object.fromEntries(Object.keys(shapeOf(words)).map((path) => [path, textOf(at(words, path))]));
}

const at = (words: object, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], words);

const english = wordsOf("en");
const others = languages.filter((language) => language !== "en");

test("there is enough to compare, and it is seen when a value is missing from a text", () => {
  expect(Object.keys(shapeOf(english)).length).toBeGreaterThan(150);
  expect(shapeOf({ a: (who: string) => `Hello ${who}` })).not.toEqual(shapeOf({ a: (_who: string) => "Hello" }));
  expect(shapeOf({ a: "{date}, {time}" })).not.toEqual(shapeOf({ a: "{date}" }));
});

describe.each(others)("the words of %s", (language) => {
  const words = wordsOf(language);

  test("have every text of English with every value in it, and no others", () => {
    expect(shapeOf(words)).toEqual(shapeOf(english));
    expect(shapeOf(brokenWords[language])).toEqual(shapeOf(brokenWords.en));
  });

  test("are in that language: no sentence is left as it is in English", () => {
    const theirs = textsOf(words);
    const same = Object.entries(textsOf(english)).filter(
      ([path, text]) => theirs[path] === text && text.replaceAll(/⟦\d⟧|\{\w+\}/g, "").length > 12,
    );
    expect(same).toEqual([]);
  });

  test("say of themselves which language they are", () => {
    for (const lang of [words.requester.lang, words.mails.lang, brokenWords[language].lang]) expect(lang).toBe(language);
    expect(Intl.DateTimeFormat.supportedLocalesOf(words.requester.locale)).toHaveLength(1);
    expect(languageNames[language]).not.toBe(languageNames.en);
  });

  test("give as many steps after an end as English, and each of them once", () => {
    for (const end of ["denied", "wrong_phrase", "failed", "not_enough", "expired", "answered", "closed"] as const) {
      const steps = words.requester[end].steps("Nordlicht");
      expect(new Set(steps).size, end).toBe(english.requester[end].steps("Nordlicht").length);
    }
  });

  test("count tries by the language's own plural", () => {
    const left = (tries: number) => words.requester.said.wrong(tries);
    expect(new Set([0, 1, 2, 3, 4, 7].map(left)).size).toBe(6);
    expect(left(7)).toContain("7");
    expect(left(2)).not.toContain("2");
  });

  test("quote the button as it stands on the page", () => {
    expect(words.mails.confirmation.notYou).toContain(words.requester.notMe);
    expect(words.mails.approval.notRight).toContain(words.approver.notRight);
  });
});

test("the tries that are left are a word", () => {
  expect(english.requester.said.wrong(2)).toBe("That is not the code we sent. Two tries left.");
  expect(english.requester.said.wrong(1)).toBe("That is not the code we sent. One try left.");
});

test("a name is neither shortened nor split", () => {
  for (const language of languages) expect(wordsOf(language).requester.passed.title("Zoë Škvorecká")).toContain("Zoë Škvorecká");
});

test.each([
  ["de", "Das ist nicht der Code, den wir geschickt haben. Sie haben noch einen Versuch.", "Sie haben noch zwei Versuche."],
  ["fr", "Ce n’est pas le code que nous avons envoyé. Il vous reste un essai.", "Il vous reste deux essais."],
  ["es", "Ese no es el código que hemos enviado. Le queda un intento.", "Le quedan dos intentos."],
  ["nl", "Dat is niet de code die we stuurden. U hebt nog één poging.", "U hebt nog twee pogingen."],
  ["pt", "Esse não é o código que enviamos. Resta uma tentativa.", "Restam duas tentativas."],
] as const)("%s has its own words for one try and for two", (language, one, two) => {
  const { wrong } = wordsOf(language).requester.said;
  expect(wrong(1)).toBe(one);
  expect(wrong(2)).toContain(two);
});
