import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_API_KEY, createWorld, type World } from "../../../apps/api/test/access-matrix.ts";
import { trpcRequests } from "../../../apps/api/test/access-requests.ts";
import { createTestApp, type TestApp } from "../../../apps/api/test/harness.ts";
import { proceduresOf } from "../../../apps/api/test/inventory.ts";
import { KEY_USE, type KeyUse } from "../../contract/src/index.ts";
import { createClient, type Fetch } from "../src/index.ts";
import { failureOf } from "./support.ts";

/* Every mutation against the application, over a network that loses the first answer of each call. */

let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createTestApp({ adminApiKey: ADMIN_API_KEY });
  world = await createWorld(api);
});

afterAll(() => api.close());

const mutations = proceduresOf().filter(({ type }) => type === "mutation");

/** A client whose first answer gets lost, and what it lost. */
function clientThatLoses() {
  const answers: unknown[] = [];
  const fetch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(String(url));
    const response = await api.app.request(pathname + search, init);
    answers.push(await response.clone().json());
    if (answers.length === 1) throw new TypeError("fetch failed");
    return response;
  };
  const client = createClient({ url: "http://holdfast.test", apiKey: ADMIN_API_KEY, fetch });
  return { client, answers };
}

/** Calls a procedure by its path. */
async function callLosing(path: string) {
  const { client, answers } = clientThatLoses();
  const { input = {} } = (await trpcRequests(world)[path]?.()) ?? {};
  const [noun = "", verb = ""] = path.split(".");
  type Mutations = Record<string, { mutate(input: object): Promise<unknown> }>;
  const procedures = (client as unknown as Record<string, Mutations>)[noun];
  return { call: procedures?.[verb]?.mutate(input) as Promise<unknown>, answers };
}

/** Changes that take no key and have another effect each time: most of their answers have a secret, which no record keeps. */
const UNREPEATED = Object.entries<KeyUse>(KEY_USE)
  .filter(([, use]) => !use.takesKey && !use.isRepeatable)
  .map(([path]) => path);

const repeated = mutations.map(({ path }) => path).filter((path) => !UNREPEATED.includes(path));

test.each(repeated)("%s: who calls gets the answer that was lost", async (path) => {
  const { call, answers } = await callLosing(path);
  const answer = await call;
  expect(answers).toHaveLength(2);
  expect(answers[0]).toEqual([{ result: { data: answer } }]);
});

test.each(UNREPEATED)("%s is not repeated, because it would have another effect", async (path) => {
  const { call, answers } = await callLosing(path);
  expect(await failureOf(call)).toMatchObject({ failure: "unreachable" });
  expect(answers).toMatchObject([[{ result: { data: expect.anything() } }]]);
});
