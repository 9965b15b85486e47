import { expect, test } from "vitest";
import { answerAll, clientOn, collect, errorItem, failureOf } from "./support.ts";

/** A list that answers these pages, one after the other. */
const pagesOf = (...pages: { items: unknown[]; nextCursor: string | null }[]) =>
  clientOn((request, index) => answerAll(request, () => ({ result: { data: pages[index] } })));

test("each page is asked for with the filters and the cursor of the page before", async () => {
  const { client, sent } = pagesOf({ items: [1, 2], nextCursor: "b" }, { items: [3], nextCursor: null });
  expect(await collect(client.slots.list.all({ availableOnly: true, limit: 2, cursor: "a" }))).toEqual([
    1, 2, 3,
  ]);
  expect(sent.flatMap(({ inputs }) => inputs)).toEqual([
    { availableOnly: true, limit: 2, cursor: "a" },
    { availableOnly: true, limit: 2, cursor: "b" },
  ]);
});

test("a list that always tells where to read on ends with its first empty page", async () => {
  const { client, sent } = pagesOf(
    { items: [1], nextCursor: "b" },
    { items: [2], nextCursor: "c" },
    { items: [], nextCursor: "c" },
  );
  expect(await collect(client.events.list.all({}))).toEqual([1, 2]);
  expect(sent).toHaveLength(3);
});

test("nothing is sent before the loop begins, and a page that fails ends it", async () => {
  const { client, sent } = clientOn((request, index) =>
    answerAll(request, () =>
      index === 0 ? { result: { data: { items: [1], nextCursor: "b" } } } : errorItem("INVALID_INPUT", 400),
    ),
  );
  const items = client.keys.list.all({});
  expect(sent).toEqual([]);
  const seen: unknown[] = [];
  const loop = async () => {
    for await (const item of items) seen.push(item);
  };
  expect(await failureOf(loop())).toMatchObject({ code: "INVALID_INPUT" });
  expect(seen).toEqual([1]);
});

test("the options are of the call for each page", async () => {
  const { client } = pagesOf({ items: [1], nextCursor: "b" });
  const controller = new AbortController();
  const loop = async () => {
    for await (const _ of client.slots.list.all({}, { signal: controller.signal })) controller.abort();
  };
  expect(await failureOf(loop())).toMatchObject({ failure: "aborted" });
});
