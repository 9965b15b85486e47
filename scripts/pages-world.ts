/** A server with the demo data, and a browser, for commands that look at its pages. */

import { setup } from "../test/global-setup.ts";
import { newVisitor, startWorld, type Visitor, type World } from "../test/pages/harness.ts";

/** What there is to look at. */
export interface DemoWorld extends World {
  /** The paths of a doctor's and a show's page, and those of a free slot of each. */
  doctorPath: string;
  showPath: string;
  doctorSlotPath: string;
  showSlotPath: string;
}

/** Runs work in a world of its own, and leaves nothing behind. */
export async function inDemoWorld(work: (world: DemoWorld) => Promise<void>): Promise<void> {
  const tearDown = await setup();
  try {
    const world = await startWorld();
    try {
      await work({ ...world, ...(await makeDemo(world)) });
    } finally {
      await world.close();
    }
  } finally {
    await tearDown();
  }
}

async function makeDemo({ url, key, staff }: World) {
  const headers = { Authorization: `Bearer ${key}` };
  const { status } = await fetch(`${url}/demo`, { method: "POST", headers, redirect: "manual" });
  if (status !== 303) throw new Error(`the demo data cannot be made: ${status}`);
  const idOf = async (kind: "doctors" | "shows") => (await staff("GET", `/api/${kind}?limit=1`)).body[0].id;
  const slotOf = async (id: string) =>
    (await staff("GET", `/api/slots?resource_id=${id}&available=true&limit=1`)).body[0].id;
  const [doctor, show] = [await idOf("doctors"), await idOf("shows")];
  return {
    doctorPath: `/r/${doctor}`,
    showPath: `/r/${show}`,
    doctorSlotPath: `/s/${await slotOf(doctor)}`,
    showSlotPath: `/s/${await slotOf(show)}`,
  };
}

/** Lets somebody look, and closes their browser. */
export async function asVisitor(
  world: World,
  options: Parameters<typeof newVisitor>[1],
  look: (visitor: Visitor) => Promise<void>,
): Promise<void> {
  const visitor = await newVisitor(world, options);
  await look(visitor);
  if (visitor.troubles.length > 0) throw new Error(visitor.troubles.join("\n"));
  await visitor.context.close();
}
