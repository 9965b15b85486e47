const UUID = /^[0-9a-f-]{36}$/i;

/** The slot that a call is about, where its input names one that can be a header's value. @internal */
export function slotIdOf(path: string, input: unknown): string | undefined {
  const { slotId, id } = Object(input) as { slotId?: unknown; id?: unknown };
  const named = path.startsWith("slots.") ? (slotId ?? id) : slotId;
  return typeof named === "string" && UUID.test(named) ? named : undefined;
}
