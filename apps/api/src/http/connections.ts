import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { addressGroup, plainAddress } from "../limits/index.ts";
import type { Logger } from "./log.ts";

/* What one connection may ask of the process, and what one address may have of its connections. */

/** One more is closed at once. An open connection costs some 20 KB and a file descriptor. */
export const CONNECTIONS_MAX = 10_000;
/** Of these, kept for health checks: other requests on them are refused. */
export const RESERVED_CONNECTIONS = 50;
/** Of one address that is not a trusted proxy. */
export const CONNECTIONS_PER_ADDRESS_MAX = 1_000;
/** Requests of one connection that are worked on at a time; further ones are queued. */
export const PIPELINED_MAX_REQUESTS = 4;
/** Queued requests of one connection at which no more are read from it. */
const PIPELINED_QUEUE_REQUESTS = 64;
/** How long a connection may leave a response untaken. */
export const STALLED_MAX_MILLISECONDS = 30_000;
/** Untaken bytes of responses in the process; beyond that the connection that is stalled for longest is destroyed. */
export const UNTAKEN_MAX_BYTES = 64 * 1024 * 1024;
const CHECK_MILLISECONDS = 1_000;

/** The settings of a server's connections. */
export interface ConnectionSettings {
  /** Hears of errors that no response tells. */
  log?: Logger;
  maxConnections?: number;
  /** Of one address that is not a trusted proxy. */
  connectionsPerAddress?: number | undefined;
  stalledMaxMilliseconds?: number;
  /** The rules for addresses; without them an address may have all connections. */
  peers?: PeerRules | undefined;
}

/** A request and its response. */
export type Exchange = [request: IncomingMessage, response: ServerResponse];

/** An address's share of the connections. */
export interface PeerRules {
  /** Whether an address is a proxy that stands for many clients. */
  isTrustedProxy: (address: string) => boolean;
  /** Counts a connection of an address that was destroyed, because it took nothing. */
  countStalled: (address: string) => void;
}

/** A socket, with a property that Node's types leave out: the bytes that wait in libuv. */
type OutgoingSocket = Socket & { _handle?: { writeQueueSize?: number } | null };

interface Connection {
  socket: OutgoingSocket;
  address: string;
  /** Whether it is one of the last, which are kept for health checks. */
  isReserved: boolean;
  /** Responses that are not wholly handed to the system yet, the oldest in front. */
  open: ServerResponse[];
  queued: Exchange[];
  isPaused: boolean;
  /** The bytes that the system has taken, and when that last changed. */
  taken: number;
  takenAt: number;
}

/** The connections of a server: bounds their number, their pipelined requests and their untaken responses. */
export class Connections {
  readonly #connections = new Map<Socket, Connection>();
  readonly #countByAddress = new Map<string, number>();
  readonly #handOn: (exchange: Exchange) => void;
  readonly #max: number;
  readonly #perAddress: number;
  readonly #stalledMax: number;
  readonly #peers: PeerRules | undefined;
  readonly #timer: NodeJS.Timeout;

  /** @param handOn gets the requests that are to be worked on now */
  constructor(handOn: (exchange: Exchange) => void, settings: ConnectionSettings) {
    this.#handOn = handOn;
    this.#max = settings.maxConnections ?? CONNECTIONS_MAX;
    this.#perAddress = settings.connectionsPerAddress ?? CONNECTIONS_PER_ADDRESS_MAX;
    this.#stalledMax = settings.stalledMaxMilliseconds ?? STALLED_MAX_MILLISECONDS;
    this.#peers = settings.peers;
    this.#timer = setInterval(() => this.#destroyStalled(), CHECK_MILLISECONDS).unref();
  }

  /** Counts a new connection; destroys it where its address has too many. */
  add(socket: Socket): void {
    const { remoteAddress } = socket;
    const address = remoteAddress === undefined ? "" : addressGroup(plainAddress(remoteAddress));
    const count = (this.#countByAddress.get(address) ?? 0) + 1;
    const isBounded = this.#peers && remoteAddress && !this.#peers.isTrustedProxy(remoteAddress);
    if (isBounded && count > this.#perAddress) {
      socket.destroy();
      return;
    }
    const isReserved = this.#connections.size >= this.#max - RESERVED_CONNECTIONS;
    const state = { open: [], queued: [], isPaused: false, taken: 0, takenAt: performance.now() };
    this.#countByAddress.set(address, count);
    this.#connections.set(socket, { socket, address, isReserved, ...state });
    socket.once("close", () => this.#remove(socket, address));
  }

  /** Whether the request's connection is kept for health checks. */
  isReserved({ socket }: IncomingMessage): boolean {
    return this.#connections.get(socket)?.isReserved === true;
  }

  /** Hands a request on, or queues it behind those of its connection. */
  receive(exchange: Exchange): void {
    const connection = this.#connections.get(exchange[0].socket);
    if (!connection) {
      this.#handOn(exchange);
      return;
    }
    connection.queued.push(exchange);
    if (connection.queued.length === 1) this.#handOnNext(connection);
    if (connection.queued.length >= PIPELINED_QUEUE_REQUESTS && !connection.isPaused) {
      connection.isPaused = true;
      connection.socket.pause();
    }
  }

  /** Stops looking for stalled connections. */
  close(): void {
    clearInterval(this.#timer);
  }

  #handOnNext(connection: Connection): void {
    const { open, queued, socket } = connection;
    while (open[0]?.writableFinished) open.shift();
    while (open.length < PIPELINED_MAX_REQUESTS) {
      const exchange = queued.shift();
      if (!exchange) break;
      const [, response] = exchange;
      open.push(response);
      this.#handOn(exchange);
    }
    if (queued.length > 0) {
      open[0]?.once("close", () => this.#handOnNext(connection));
    } else if (connection.isPaused) {
      connection.isPaused = false;
      socket.resume();
    }
  }

  #remove(socket: Socket, address: string): void {
    this.#connections.delete(socket);
    const count = (this.#countByAddress.get(address) ?? 1) - 1;
    if (count > 0) this.#countByAddress.set(address, count);
    else this.#countByAddress.delete(address);
  }

  /** Destroys connections that have taken nothing for too long, and the longest stalled ones while all leave too much. */
  #destroyStalled(): void {
    const now = performance.now();
    const stalled: Connection[] = [];
    let untaken = 0;
    for (const connection of this.#connections.values()) {
      const { socket } = connection;
      const waiting = socket.writableLength;
      const taken = socket.bytesWritten - waiting - (socket._handle?.writeQueueSize ?? 0);
      if (waiting === 0 || taken !== connection.taken) connection.takenAt = now;
      connection.taken = taken;
      if (waiting === 0) continue;
      untaken += waiting;
      stalled.push(connection);
    }
    stalled.sort((one, other) => one.takenAt - other.takenAt);
    for (const { socket, takenAt, address } of stalled) {
      if (now - takenAt < this.#stalledMax && untaken <= UNTAKEN_MAX_BYTES) return;
      untaken -= socket.writableLength;
      socket.destroy();
      this.#peers?.countStalled(address);
    }
  }
}
