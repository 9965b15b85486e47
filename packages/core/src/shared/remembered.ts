/**
 * Wraps a function of a text so that it keeps its results for the texts that were asked for lately.
 * @param max texts that are kept at most; the older half is forgotten together
 */
export function remembered<Made>(make: (text: string) => Made, max: number): (text: string) => Made {
  let recent = new Map<string, Made>();
  let older = new Map<string, Made>();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const made = older.get(text) ?? make(text);
    if (recent.size >= max / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, made);
    return made;
  };
}
