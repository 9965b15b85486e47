/**
 * The baseline: the algorithm that most booking systems start with, on Express and pg. It locks the slot's row,
 * counts its bookings and inserts one; a timer in the process expires the hold.
 */
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import pg from "pg";

const POOL_MAX_CONNECTIONS = 10;
const HOLD_MILLISECONDS = Number(process.env["BOOKING_EXPIRY_SECONDS"] ?? 120) * 1000;
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: POOL_MAX_CONNECTIONS });

async function book(slotId: string, name: string, contact: string | null): Promise<string | undefined> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const slot = await client.query("SELECT * FROM baseline_slots WHERE id = $1 FOR UPDATE", [slotId]);
    const { rows } = await client.query(
      "SELECT count(*)::int AS taken FROM baseline_bookings WHERE slot_id = $1 AND status IN ('PENDING', 'CONFIRMED')",
      [slotId],
    );
    if (rows[0].taken >= slot.rows[0].capacity) {
      await client.query("ROLLBACK");
      return undefined;
    }
    const id = randomUUID();
    await client.query(
      `INSERT INTO baseline_bookings (id, slot_id, patient_name, patient_contact, status, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'PENDING', $5, $5)`,
      [id, slotId, name, contact, new Date()],
    );
    await client.query("COMMIT");
    return id;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

function scheduleExpiry(id: string): void {
  setTimeout(() => {
    pool.query(
      "UPDATE baseline_bookings SET status = 'FAILED', updated_at = now() WHERE id = $1 AND status = 'PENDING'",
      [id],
    );
  }, HOLD_MILLISECONDS);
}

const app = express();
app.use(express.json());
app.post("/api/slots/:id/book", async (req, res) => {
  const name = typeof req.body.patient_name === "string" ? req.body.patient_name.trim() : "";
  if (!name) return void res.status(400).json({ error: "Invalid patient_name" });
  const id = await book(req.params.id, name, req.body.patient_contact ?? null);
  if (!id) return void res.status(409).json({ error: "No available seat" });
  scheduleExpiry(id);
  res.status(201).json({ id, status: "PENDING" });
});
const server = app.listen(0, "127.0.0.1", () => {
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
