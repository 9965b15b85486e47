/* Of a browser's storage the console uses this alone: how its pages look, never who is signed in. */

/** A choice of the person before the screen, kept in this browser where it lets us. */
export function stored<Value extends string>(name: string, values: readonly Value[]) {
  const key = `holdfast.${name}`;
  return {
    read(): Value | null {
      try {
        const text = localStorage.getItem(key);
        return values.find((value) => value === text) ?? null;
      } catch {
        return null; // storage is turned off
      }
    },
    write(value: Value): void {
      try {
        localStorage.setItem(key, value);
      } catch {
        // It holds until the page is left.
      }
    },
  };
}
