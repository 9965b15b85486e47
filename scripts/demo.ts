/** The concurrency test as a show: a slot with 3 places, 10 visitors at the same moment. */
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded } from "@holdfast/embedded-postgres";
import { LOCAL_ENVIRONMENT, ServerProcess } from "./server-process.ts";

const CAPACITY = 3;
const VISITORS = ["Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ida", "Jo"];

interface Reply {
  status: number;
  body: { id: string; error?: string; booked?: number; capacity?: number };
}

/** Spawns an API of its own, on a free port and, without DATABASE_URL, on data of its own. */
const spawnApi = (dataDir: string) =>
  new ServerProcess({
    name: "the API",
    stderr: "show",
    environment: { ...process.env, ...LOCAL_ENVIRONMENT, DATA_DIR: dataDir },
  });

async function call(url: string, body?: object): Promise<Reply> {
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(url, body && init);
  return { status: response.status, body: (await response.json()) as Reply["body"] };
}

/** @returns whether exactly as many visitors got a seat as the slot has */
async function show(url: string): Promise<boolean> {
  const doctor = await call(`${url}/api/admin/doctors`, { name: "Dr. Smith", specialization: "Cardiology" });
  const slot = await call(`${url}/api/admin/doctors/${doctor.body.id}/slots`, {
    start_time: "2031-12-25T10:00:00Z",
    end_time: "2031-12-25T11:00:00Z",
    capacity: CAPACITY,
  });
  console.log(`A slot with ${CAPACITY} places; ${VISITORS.length} visitors book at the same moment.\n`);
  const replies = await Promise.all(
    VISITORS.map((name) => call(`${url}/api/slots/${slot.body.id}/book`, { patient_name: name })),
  );
  for (const [index, { status, body }] of replies.entries()) {
    console.log(`  ${VISITORS[index]?.padEnd(5)} ${status}  ${status === 201 ? "got a seat" : body.error}`);
  }
  const seated = replies.filter(({ status }) => status === 201).length;
  const refused = replies.filter(({ status }) => status === 409).length;
  const after = (await call(`${url}/api/slots/${slot.body.id}`)).body;
  console.log(
    `\n${seated} got a seat, ${refused} did not; the slot says ${after.booked} of ${after.capacity} booked.`,
  );
  return seated === CAPACITY && refused === VISITORS.length - CAPACITY && after.booked === CAPACITY;
}

const dataDir = await mkdtemp(join(tmpdir(), "holdfast-demo-"));
await chmod(dataDir, 0o755); // root's PostgreSQL runs as another user, who needs access
try {
  const api = spawnApi(dataDir);
  const url = await api.ready();
  process.exitCode = (await show(url).finally(() => api.stop())) ? 0 : 1;
} finally {
  await removeEmbedded(dataDir);
}
