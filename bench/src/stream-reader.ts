/**
 * A reader of streams in a process of its own, as cheap per message as Node allows: raw sockets, and of each message the time
 * and the number that its last slot says is booked.
 */
import { connect, type Socket } from "node:net";

/** The streams to open. */
export interface StreamPlan {
  host: string;
  port: number;
  /** A stream each. */
  paths: string[];
}

/** What a stream was told, message by message. */
export interface Told {
  /** When it was received, as `Date.now()`. */
  at: number[];
  booked: number[];
}

/** Questions of the parent. */
export type ReaderQuestion = { open: StreamPlan } | { ask: "last" | "all" } | { close: true };
/** The answers: how many streams are open; the last numbers, or all. */
export type ReaderAnswer = { opened: number } | { last: number[] } | { all: Told[] } | { error: string };

const BOOKED = Buffer.from('"booked":');
/** Connections that are made at a time. */
const OPENING_MAX = 100;

let sockets: Socket[] = [];
let told: Told[] = [];

/** Opens a stream; ends once its first message has come. */
function openStream({ host, port }: StreamPlan, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const own: Told = { at: [], booked: [] };
    sockets.push(socket);
    told.push(own);
    socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`));
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      const begin = chunk.lastIndexOf(BOOKED);
      if (begin < 0) return;
      const end = chunk.indexOf(",", begin);
      own.at.push(performance.timeOrigin + performance.now());
      own.booked.push(Number(chunk.toString("latin1", begin + BOOKED.length, end)));
      if (own.at.length === 1) resolve();
    });
  });
}

async function openAll(plan: StreamPlan): Promise<number> {
  for (let begin = 0; begin < plan.paths.length; begin += OPENING_MAX) {
    const paths = plan.paths.slice(begin, begin + OPENING_MAX);
    await Promise.all(paths.map((path) => openStream(plan, path)));
  }
  return sockets.length;
}

async function answer(question: ReaderQuestion): Promise<ReaderAnswer> {
  if ("open" in question) return { opened: await openAll(question.open) };
  if ("close" in question) {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    told = [];
    return { opened: 0 };
  }
  if (question.ask === "all") return { all: told };
  return { last: told.map(({ booked }) => booked.at(-1) ?? Number.NaN) };
}

process.on("message", async (question: ReaderQuestion) => {
  process.send?.(await answer(question).catch((error) => ({ error: String(error) })));
});
