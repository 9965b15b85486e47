import { digestOf, EncodedBody, type TaggedBody } from "../http/index.ts";

/* Requests that share a read get the same object, so its JSON, its tag and its compressed forms are made once. */

/** Wraps a function so that it is called once for each object, and again once nobody has that object any more. */
export function oncePer<Noun extends object, Made>(make: (noun: Noun) => Made): (noun: Noun) => Made {
  const made = new WeakMap<Noun, { value: Made }>();
  return (noun) => {
    const known = made.get(noun);
    if (known) return known.value;
    const value = make(noun);
    made.set(noun, { value });
    return value;
  };
}

/** A page as its verb returns it. */
export interface Page<Item> {
  items: readonly Item[];
  nextCursor: string | null;
}

/** A page as REST sends it: as an array, and as an object with its cursor. */
export interface RenderedPage<Row> {
  rows: TaggedBody<Row[]>;
  envelope: () => TaggedBody<{ items: Row[]; next_cursor: string | null }>;
}

/**
 * Renders a page of rows that are JSON already, and have the type.
 * @param version what the tag is made of, where that is not the rows and the cursor
 */
export function renderPage<Row>(
  rows: readonly string[],
  nextCursor: string | null,
  version?: string,
): RenderedPage<Row> {
  const json = `[${rows.join(",")}]`;
  // Weak: the compressed forms have other bytes.
  const tag = `W/"${digestOf(version ?? json + nextCursor)}"`;
  let envelope: EncodedBody | undefined;
  return {
    rows: { text: new EncodedBody(json), tag },
    envelope: () => {
      envelope ??= new EncodedBody(`{"items":${json},"next_cursor":${JSON.stringify(nextCursor)}}`);
      return { text: envelope, tag };
    },
  };
}
