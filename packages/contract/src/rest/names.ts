/** REST's name of a field: the same in snake_case. */
export const snakeName = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

const SLOT_NAMES: Readonly<Record<string, string>> = { startsAt: "start_time", endsAt: "end_time" };

/** REST's name of a slot's field: two are called otherwise. */
export const restSlotName = (name: string): string => SLOT_NAMES[name] ?? snakeName(name);
