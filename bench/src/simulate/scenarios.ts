/** What requests ask for: a booking, a booking of a slot that is sold out, or a read of one slot. */
export type Kind = "book" | "refuse" | "read";

/** A closed load: so many connections, each with one request in flight. */
export interface Scenario {
  id: string;
  kind: Kind;
  connections: number;
  /** The slots that are asked for in turn. */
  slots: number;
  processes: number;
  /** Whether each of several processes has slots of its own. */
  hasAffinity?: boolean;
}

/** The loads that are measured: some give the service times, all are compared with the simulation. */
export const SCENARIOS: readonly Scenario[] = [
  { id: "hot-1", kind: "book", connections: 1, slots: 1, processes: 1 },
  { id: "hot-64", kind: "book", connections: 64, slots: 1, processes: 1 },
  { id: "hot-256", kind: "book", connections: 256, slots: 1, processes: 1 },
  { id: "many-64", kind: "book", connections: 64, slots: 1_000, processes: 1 },
  { id: "sold-out-1", kind: "refuse", connections: 1, slots: 1, processes: 1 },
  { id: "sold-out-64", kind: "refuse", connections: 64, slots: 1, processes: 1 },
  { id: "sold-out-256", kind: "refuse", connections: 256, slots: 1, processes: 1 },
  { id: "read-1", kind: "read", connections: 1, slots: 1, processes: 1 },
  { id: "read-64", kind: "read", connections: 64, slots: 1, processes: 1 },
  { id: "read-256", kind: "read", connections: 256, slots: 1, processes: 1 },
  { id: "many-240", kind: "book", connections: 240, slots: 1_000, processes: 1 },
  { id: "many-240-of-3", kind: "book", connections: 240, slots: 1_000, processes: 3 },
  {
    id: "many-240-of-3-affinity",
    kind: "book",
    connections: 240,
    slots: 1_000,
    processes: 3,
    hasAffinity: true,
  },
  { id: "hot-64-of-3", kind: "book", connections: 64, slots: 1, processes: 3 },
];
