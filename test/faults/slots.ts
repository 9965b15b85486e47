import type { History } from "./history.ts";

export interface SlotsWanted {
  slots?: number;
  capacity?: number;
}

/**
 * Makes slots of a new doctor through a process.
 * @returns their ids; the history knows them
 * @throws with the response, if it is not 201
 */
export async function makeSlots(
  url: string,
  history: History,
  { slots = 3, capacity = 10 }: SlotsWanted = {},
): Promise<string[]> {
  const doctor = await post(`${url}/api/admin/doctors`, { name: "Dr. Fault", specialization: "Recovery" });
  const made: string[] = [];
  for (let index = 0; index < slots; index++) {
    const slot = await post(`${url}/api/admin/doctors/${doctor.id}/slots`, {
      start_time: "2040-01-02T10:00:00Z",
      end_time: "2040-01-02T11:00:00Z",
      capacity,
    });
    history.slots.set(slot.id, { capacity });
    made.push(slot.id);
  }
  return made;
}

async function post(url: string, body: unknown): Promise<{ id: string }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(40_000),
  });
  if (response.status !== 201) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}
