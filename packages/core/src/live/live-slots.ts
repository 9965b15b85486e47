import { HoldfastError, type Slot } from "@holdfast/contract";
import { AuditReader } from "../audit/index.ts";
import { SHARED_MAX_QUESTIONS } from "../concurrency/index.ts";
import { findSlotsExpiredSince } from "../inventory/index.ts";
import type { Db } from "../shared/index.ts";
import { readChangedSlots } from "../slots/index.ts";
import { type LiveMessage, SlotStream, type StreamOwner } from "./slot-stream.ts";
import { readStates } from "./states.ts";
import { Topic, type Watched } from "./topic.ts";

/** How often the audit is read while there are streams. */
export const AUDIT_READ_MILLISECONDS = 100;
/** The least time between two messages of a slot. */
export const SLOT_TOLD_MILLISECONDS = 250;
/** Streams of one process. */
export const STREAMS_MAX = 8_000;
/** Messages that a process hands out, all streams together; beyond that slots are told of less often. */
export const MESSAGES_MAX_PER_SECOND = 20_000;
/** Topics whose present state is read at a time: changes of the others are told in between. */
const STATES_MAX_TOPICS = 32;
const RETRY_MILLISECONDS = 500;
/** Slots whose resource is remembered: those of others are not read then. */
const OWNERS_MAX_SLOTS = 20_000;

const FULL = new HoldfastError("BUSY", "This process has as many streams as it takes", {
  retryAfterSeconds: 5,
});
const STOPPING = new HoldfastError("BUSY", "The server stops");

/** The settings of `LiveSlots`. */
export interface LiveSlotsSettings {
  db: Db;
  /** Called with the first failure of a series; streams stay, and go on once the database answers. */
  onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * Tells streams of the slots that they watch, whichever process changed them. While there are streams one loop reads the audit,
 * then the slots that were changed, once for all streams. Each of its steps begins after the one before has ended, so that what
 * is told is never older than what was.
 */
export class LiveSlots {
  readonly #db: Db;
  readonly #onFailure: (error: unknown) => void;
  readonly #ofSlots = new Map<string, Topic>();
  readonly #ofResources = new Map<string, Topic>();
  /** Topics of which the present state is to be read: a stream needs it, or something may have been missed. */
  readonly #needing = new Set<Topic>();
  /** Slots that were changed, and are not read again yet. */
  readonly #changed = new Set<string>();
  /** When slots were told of lately. */
  readonly #toldAt = new Map<string, number>();
  readonly #owners = new Map<string, string>();
  #reader = new AuditReader();
  /** The time up to which holds were looked for that have expired. */
  #expiredUntil: string | undefined;
  #streams = 0;
  #readAuditAt = 0;
  #pausedUntil = 0;
  #isRunning = false;
  #isStopped = false;
  #hasFailed = false;
  #wake: (() => void) | undefined;

  constructor({ db, onFailure = () => {} }: LiveSlotsSettings) {
    this.#db = db;
    this.#onFailure = onFailure;
  }

  /** The streams that are open. */
  get streams(): number {
    return this.#streams;
  }

  /** Whether the audit is being read. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /**
   * Opens a stream. Its first message is the present state, read after this call; it fails where there is no such slot or
   * resource.
   * @param options `see`: what the client may see of a message; `onEnd`: called once when the stream ends
   * @throws BUSY where the process has too many streams, or stops
   */
  open(watched: Watched, { see, onEnd }: StreamOwner): SlotStream {
    if (this.#isStopped) throw STOPPING;
    if (this.#streams >= STREAMS_MAX) throw FULL;
    const [topics, key] = this.#placeOf(watched);
    const topic = topics.get(key) ?? new Topic(watched);
    topics.set(key, topic);
    const remove = () => {
      this.#streams -= 1;
      topic.streams.delete(stream);
      if (topic.streams.size === 0 && topics.get(key) === topic) topics.delete(key);
      if (this.#streams === 0) this.#wake?.();
      onEnd();
    };
    const stream = new SlotStream({ see, onEnd: remove });
    topic.streams.add(stream);
    this.#streams += 1;
    this.#needing.add(topic);
    this.#wake?.();
    if (!this.#isRunning) void this.#run();
    return stream;
  }

  /** Ends all streams, and refuses further ones. */
  stop(): void {
    this.#isStopped = true;
    for (const stream of this.#all()) stream.close("stopped");
  }

  #placeOf(watched: Watched): [topics: Map<string, Topic>, key: string] {
    return "slotId" in watched ? [this.#ofSlots, watched.slotId] : [this.#ofResources, watched.resourceId];
  }

  #all(): SlotStream[] {
    return [...this.#ofSlots.values(), ...this.#ofResources.values()].flatMap(({ streams }) => [...streams]);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#streams > 0) {
      try {
        await this.#step();
        this.#hasFailed = false;
        await this.#rest(this.#readAuditAt);
      } catch (error) {
        this.#lose(error);
        await this.#rest(performance.now() + RETRY_MILLISECONDS);
      }
    }
    this.#isRunning = false;
    this.#forget();
  }

  /** Waits until a time by `performance.now()`, or until there is a new stream. */
  async #rest(until: number): Promise<void> {
    if (this.#needing.size > 0 && !this.#hasFailed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, until - performance.now()));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  async #step(): Promise<void> {
    const now = performance.now();
    if (now >= this.#readAuditAt) {
      this.#readAuditAt = now + AUDIT_READ_MILLISECONDS;
      await this.#readAudit();
    }
    await this.#tellChanges();
    await this.#tellStates();
  }

  async #readAudit(): Promise<void> {
    const [{ subjects, isIncomplete }, expired] = await Promise.all([
      this.#reader.read(this.#db),
      findSlotsExpiredSince(this.#db, this.#expiredUntil),
    ]);
    this.#expiredUntil = expired.until;
    for (const subject of subjects) this.#note(subject);
    for (const slotId of expired.slotIds) this.#note(slotId);
    if (isIncomplete) this.#checkAll();
  }

  /** Notes a change of a slot, or of a resource whose name its slots have. */
  #note(subject: string): void {
    const owner = this.#owners.get(subject);
    const mayBeOfResource =
      this.#ofResources.size > 0 && (owner === undefined || this.#ofResources.has(owner));
    if (mayBeOfResource || this.#ofSlots.has(subject)) this.#changed.add(subject);
    const ofResource = this.#ofResources.get(subject);
    if (ofResource) this.#renew(ofResource);
    if (owner !== undefined) return;
    for (const [slotId, { resourceId }] of this.#ofSlots)
      if (resourceId === subject) this.#changed.add(slotId);
  }

  /** Has all streams of a topic sent the present state anew. */
  #renew(topic: Topic): void {
    for (const stream of topic.streams) stream.needsState = true;
    this.#needing.add(topic);
  }

  /** Has everything read anew that is watched: streams are told what differs from what they know. */
  #checkAll(): void {
    for (const [slotId, topic] of this.#ofSlots) {
      this.#changed.add(slotId);
      for (const stream of topic.streams) if (stream.needsState) this.#needing.add(topic);
    }
    for (const topic of this.#ofResources.values()) {
      for (const slotId of topic.toldIds) this.#changed.add(slotId);
      this.#needing.add(topic);
    }
  }

  /** Reads the slots that were changed, and tells of them: those that were told of lately, a little later. */
  async #tellChanges(): Promise<void> {
    const now = performance.now();
    if (now < this.#pausedUntil) return;
    for (const [slotId, at] of this.#toldAt) {
      if (now - at < SLOT_TOLD_MILLISECONDS) break;
      this.#toldAt.delete(slotId);
    }
    const due = [...this.#changed].filter((slotId) => !this.#toldAt.has(slotId));
    let messages = 0;
    for (let begin = 0; begin < due.length; begin += SHARED_MAX_QUESTIONS) {
      const ids = due.slice(begin, begin + SHARED_MAX_QUESTIONS);
      for (const id of ids) this.#changed.delete(id);
      const { slots, deleted } = await readChangedSlots(this.#db, ids);
      for (const slot of slots) messages += this.#tell(slot);
      for (const { id, resourceId } of deleted) messages += this.#tellGone(id, resourceId);
    }
    this.#pausedUntil = now + (messages / MESSAGES_MAX_PER_SECOND) * 1_000;
  }

  /** Tells of a slot; returns how many messages that made. */
  #tell(slot: Slot): number {
    const { id, resourceId } = slot;
    if (this.#owners.size >= OWNERS_MAX_SLOTS) this.#owners.clear();
    this.#owners.set(id, resourceId);
    const message: LiveMessage = { id: this.#reader.position, body: { type: "slot", slot } };
    return this.#send([this.#ofSlots.get(id), this.#ofResources.get(resourceId)], id, slot, message);
  }

  /** Tells that a slot is gone, and ends the streams that watch nothing else. */
  #tellGone(id: string, resourceId: string): number {
    const ofSlot = this.#ofSlots.get(id);
    const message: LiveMessage = { id: this.#reader.position, body: { type: "deleted", id } };
    const messages = this.#send([ofSlot, this.#ofResources.get(resourceId)], id, null, message);
    for (const stream of ofSlot?.streams ?? []) if (stream.hasBegun) stream.close("gone");
    return messages;
  }

  #send(topics: (Topic | undefined)[], id: string, slot: Slot | null, message: LiveMessage): number {
    let messages = 0;
    for (const topic of topics) {
      if (!topic) continue;
      const { told, overfull } = topic.tell(id, slot, message);
      if (overfull) this.#needing.add(topic);
      messages += told;
    }
    if (messages > 0) this.#toldAt.set(id, performance.now());
    return messages;
  }

  /** Reads the present state of the topics of which it is to be read, and sends it to the streams that need it. */
  async #tellStates(): Promise<void> {
    const topics = [...this.#needing].slice(0, STATES_MAX_TOPICS);
    if (topics.length === 0) return;
    // Those that come from now on may want to know of a change that this read does not see.
    const needing = topics.map(({ streams }) => [...streams].filter((stream) => stream.needsState));
    for (const topic of topics) this.#needing.delete(topic);
    const states = await readStates(
      this.#db,
      topics.map(({ watched }) => watched),
    );
    for (const [index, topic] of topics.entries()) this.#begin(topic, needing[index] ?? [], states[index]);
  }

  #begin(topic: Topic, streams: SlotStream[], state: Slot[] | HoldfastError | undefined): void {
    if (!Array.isArray(state)) {
      for (const stream of streams) this.#end(topic, stream, state);
      return;
    }
    const isForAll = streams.length > 0 && streams.length === topic.streams.size;
    for (const slotId of topic.learn(state, isForAll)) this.#changed.add(slotId);
    if (streams.length === 0) return;
    const message: LiveMessage = { id: this.#reader.position, body: { type: "slots", slots: state } };
    for (const stream of streams) stream.begin(message);
  }

  /** Ends a stream of what is not there, or no longer. */
  #end({ watched }: Topic, stream: SlotStream, error: unknown): void {
    if (!stream.hasBegun || !("slotId" in watched)) {
      stream.fail(error);
      return;
    }
    stream.begin({ id: this.#reader.position, body: { type: "deleted", id: watched.slotId } });
    stream.close("gone");
  }

  /** After a failure nobody knows what was missed. */
  #lose(error: unknown): void {
    if (!this.#hasFailed) this.#onFailure(error);
    this.#hasFailed = true;
    this.#forget();
    for (const stream of this.#all()) if (!stream.hasBegun) stream.fail(error);
    this.#checkAll();
  }

  #forget(): void {
    this.#reader = new AuditReader();
    this.#expiredUntil = undefined;
    this.#readAuditAt = 0;
    this.#changed.clear();
    this.#needing.clear();
    this.#toldAt.clear();
    this.#owners.clear();
  }
}
