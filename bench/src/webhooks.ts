import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { endProcess } from "../../scripts/server-process.ts";
import { emptyTables } from "./data.ts";
import type { Figures, RowResult } from "./result.ts";
import { onFreshSlots } from "./rows.ts";
import { checkInvariants, summarize } from "./runner.ts";
import type { World } from "./world.ts";

const WEBHOOKS = 50;
const CONNECTIONS = 64;
const RECEIVER = fileURLToPath(new URL("receiver.ts", import.meta.url));
const WITHOUT = "no webhook";
const WITH = `${WEBHOOKS} webhooks`;

/** Bookings on a hot slot, while nobody hears of them, and while fifty webhooks do. */
export async function measureWebhooks(world: World): Promise<RowResult> {
  const child = fork(RECEIVER);
  const stop = async () => void (await endProcess(child));
  world.undo.unshift(stop);
  const [port] = (await once(child, "message")) as [number];
  await emptyTables(world.db);
  const rounds: Map<string, Figures>[] = [];
  for (let round = 0; round < world.settings.rounds; round++) {
    const figures = new Map<string, Figures>();
    // Each is the first in every other round.
    for (const name of round % 2 === 0 ? [WITHOUT, WITH] : [WITH, WITHOUT]) {
      figures.set(name, await measure(world, name === WITH ? port : undefined));
    }
    rounds.push(figures);
  }
  await checkInvariants(world);
  await stop();
  return summarize(
    {
      id: "webhooks",
      title: "Hot slot, 64 connections; by webhooks that hear of every event",
      variants: [{ name: WITHOUT }, { name: WITH }],
      ratios: [
        {
          name: `requests/s: ${WITH} ÷ ${WITHOUT}`,
          of: WITH,
          over: WITHOUT,
          figure: "perSecond",
          goal: { atLeast: 0.95 },
        },
        { name: `p99: ${WITH} ÷ ${WITHOUT}`, of: WITH, over: WITHOUT, figure: "p99Milliseconds" },
      ],
    },
    rounds,
  );
}

async function measure(world: World, receiverPort: number | undefined): Promise<Figures> {
  const { host, port } = world.servers.holdfast;
  const { seconds, rampSeconds: warmupSeconds } = world.settings;
  if (receiverPort !== undefined) await makeWebhooks(`http://${host}:${port}`, receiverPort);
  const target = await onFreshSlots(1)(world);
  const result = await world.loader.run({
    host,
    port,
    connections: CONNECTIONS,
    seconds,
    warmupSeconds,
    ...target,
  });
  await sql`TRUNCATE webhooks, webhook_messages, webhook_deliveries`.execute(world.db);
  const { perSecond, p50Milliseconds, p99Milliseconds } = result;
  return { perSecond, p50Milliseconds, p99Milliseconds };
}

async function makeWebhooks(server: string, receiverPort: number): Promise<void> {
  for (let index = 0; index < WEBHOOKS; index++) {
    const response = await fetch(`${server}/api/admin/webhooks`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url: `http://127.0.0.1:${receiverPort}/${index}`, topics: ["*"] }),
    });
    if (response.status !== 201) throw new Error(`a webhook was refused with ${response.status}`);
  }
}
