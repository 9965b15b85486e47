import type { Language } from "@holdfast/contract";

/* Numbers in sentences. It has no imports but types: the pages' scripts write numbers by the same rule. */

/** A phrase about one, and about any other number, in which `#` stands for the number. */
interface Forms {
  one: string;
  other: string;
}

/** Writes phrases about numbers in a language. */
export function countsIn(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, { one, other }) =>
    (rules.select(count) === "one" ? one : other).replace("#", numbers.format(count));
}
