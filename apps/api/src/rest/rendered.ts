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

/** A page of rows that are JSON already, and have the type. The tag is weak: the compressed forms have other bytes. */
export function pageOf<Row>(
  text: EncodedBody,
  version: string,
  nextCursor: string | null,
): RenderedPage<Row> {
  const tag = `W/"${version}"`;
  let envelope: EncodedBody | undefined;
  return {
    rows: { text, tag },
    envelope: () => {
      const cursor = JSON.stringify(nextCursor);
      envelope ??= new EncodedBody(`{"items":${text.identity},"next_cursor":${cursor}}`);
      return { text: envelope, tag };
    },
  };
}

/** Renders a page. */
export function renderPage<Item, Row>(
  { items, nextCursor }: Page<Item>,
  toRow: (item: Item) => Row,
): RenderedPage<Row> {
  const json = JSON.stringify(items.map(toRow));
  return pageOf(new EncodedBody(json), digestOf(json + nextCursor), nextCursor);
}

/**
 * Makes a function that renders a shared page once, its items once for all pages, and items that several
 * pages share once for them. The cursor has the time of its read, so the tag is of the items, and of whether
 * there are more.
 */
export const renderSharedPage = <Item extends object, Row>(toRow: (item: Item) => Row) => {
  const render = oncePer((item: Item) => {
    const json = JSON.stringify(toRow(item));
    return { json, digest: digestOf(json) };
  });
  const renderItems = oncePer((items: readonly Item[]) => {
    const rows = items.map(render);
    const json = `[${rows.map((row) => row.json).join(",")}]`;
    return { text: new EncodedBody(json), digest: digestOf(rows.map((row) => row.digest).join("")) };
  });
  return oncePer(({ items, nextCursor }: Page<Item>) => {
    const { text, digest } = renderItems(items);
    return pageOf<Row>(text, nextCursor === null ? digest : `${digest}-more`, nextCursor);
  });
};
