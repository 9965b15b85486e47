/* What pages show again and again is made once. */

/** Returns what was made under a key, or makes it. */
type Remembered<Made> = (key: string, make: () => Made) => Made;

/** @param max under so many keys; then it begins anew */
export function remember<Made>(max: number): Remembered<Made> {
  const made = new Map<string, Made>();
  return (key, make) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= max) made.clear();
    const fresh = make();
    made.set(key, fresh);
    return fresh;
  };
}

/** An object has so many forms at most: by its language, its zone and what it offers. */
const FORMS_MAX = 50;

/** The same of each object, for as long as somebody has the object. */
export function rememberPer<Noun extends object, Made>(): (
  noun: Noun,
  ...args: Parameters<Remembered<Made>>
) => Made {
  const nouns = new WeakMap<Noun, Remembered<Made>>();
  return (noun, key, make) => {
    const made = nouns.get(noun) ?? remember<Made>(FORMS_MAX);
    nouns.set(noun, made);
    return made(key, make);
  };
}
