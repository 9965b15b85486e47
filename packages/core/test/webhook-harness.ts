import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { vi } from "vitest";
import { createWebhook, Deliverer, type Disabled, fanOut } from "../src/index.ts";
import { isDue } from "../src/webhooks/leases.ts";
import type { TestContext } from "./harness.ts";
import { settle } from "./history-harness.ts";

/** A request as a receiver got it. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** When it came, by the clock of the process. */
  at: number;
}

/** What a receiver does with a request; it answers 200 unless it has answered. */
type Answering = (received: Received, response: ServerResponse) => void | Promise<void>;

/** A receiver on a port of this machine. */
export class Receiver {
  readonly received: Received[] = [];
  answering: Answering = () => {};
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { url: path = "", headers } = request;
      const received = { path, headers, body, at: performance.now() };
      receiver.received.push(received);
      await receiver.answering(received, response);
      if (!response.writableEnded && !response.destroyed && !response.headersSent) response.end("ok");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The ids of the events that it got, in order, without repetitions. */
  get ids(): string[] {
    return [...new Set(this.received.map(({ headers }) => String(headers["webhook-id"])))];
  }

  get types(): string[] {
    return this.received.map(({ body }) => JSON.parse(body).type);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A worker's part for webhooks, without pg-boss's polling: it fans out and sends whenever a test says so. */
export interface TestWorker {
  deliverer: Deliverer;
  disabled: Disabled[];
  /** Fans out and sends until nothing is due. */
  work: () => Promise<void>;
  end: () => Promise<void>;
}

export function startTestWorker(ctx: TestContext): TestWorker {
  const disabled: Disabled[] = [];
  const failures: unknown[] = [];
  const deliverer = new Deliverer({
    ...ctx,
    allowPrivateWebhooks: true,
    utilization: () => 0,
    onDisabled: (webhook) => disabled.push(webhook),
    onFailure: (error) => failures.push(error),
  });
  return {
    deliverer,
    disabled,
    work: async () => {
      await settle(ctx);
      do await deliverer.wake();
      while ((await fanOut(ctx, deliverer.pace)) > 0 || (await hasDue(ctx)) > 0);
      if (failures.length > 0) throw failures[0];
    },
    end: () => deliverer.end(),
  };
}

/** The active webhooks that are sent to, or that something is due for. */
async function hasDue({ db }: TestContext): Promise<number> {
  await sleep(5);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM webhooks
    WHERE leased_by IS NOT NULL OR (active AND coalesce(retry_at <= clock_timestamp(), true) AND EXISTS (
      SELECT FROM webhook_deliveries AS delivery WHERE delivery.webhook_id = webhooks.id AND ${isDue}))`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Makes a webhook that leads to a receiver. */
export const hook = (ctx: TestContext, url: string, topics: ["*"] | ["booking.*"] = ["*"]) =>
  createWebhook({ ...ctx, allowPrivateWebhooks: true, actor: "system" }, { url, topics });

/** Makes everything due that waits for another attempt, and lets `days` pass for what has failed before. */
export async function letTimePass({ db }: TestContext, days = 0): Promise<void> {
  const earlier = (column: string) =>
    sql`${sql.ref(column)} = ${sql.ref(column)} - make_interval(days => ${days})`;
  await sql`UPDATE webhook_deliveries SET due_at = least(due_at, clock_timestamp()), ${earlier("first_attempt_at")}
    WHERE status = 'PENDING'`.execute(db);
  await sql`UPDATE webhooks SET retry_at = least(retry_at, clock_timestamp()), ${earlier("failing_since")}`.execute(
    db,
  );
}

/** Waits until a condition holds. */
export const until = (condition: () => boolean | Promise<boolean>) =>
  vi.waitFor(
    async () => {
      if (!(await condition())) throw new Error("the condition does not hold");
    },
    { timeout: 30_000, interval: 10 },
  );
