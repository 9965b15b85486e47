import type { Language } from "@holdfast/contract";
import { remember } from "../remember.ts";

const REMEMBERED_MAX_NUMBERS = 1_000;

/* Numbers in sentences, for the server and the pages' scripts. */

/** A phrase about one, and about any other number, in which `#` stands for the number. */
interface Forms {
  one: string;
  other: string;
}

/** Writes phrases about numbers in a language. */
export function countsIn(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const remembered = remember<{ isOne: boolean; text: string }>(REMEMBERED_MAX_NUMBERS);
  return (count, { one, other }) => {
    const { isOne, text } = remembered(String(count), () => ({
      isOne: rules.select(count) === "one",
      text: numbers.format(count),
    }));
    return (isOne ? one : other).replace("#", text);
  };
}
