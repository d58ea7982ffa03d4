type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Chooses a form by CLDR's rules of the language, as a plural of ICU does; what is not given falls to `other`. */
export function pluralIn(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
