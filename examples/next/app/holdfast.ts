import "server-only";
import { createClient } from "@holdfast/client";
import { cookies } from "next/headers";

/** Only the server of the pages speaks with Holdfast: a browser needs neither its address nor a key. */
export const holdfast = createClient({ url: process.env["HOLDFAST_URL"] ?? "http://localhost:4000" });

const cookieOf = (bookingId: string) => `booking-${bookingId}`;

/** Keeps a booking's token where no script of a page can read it. */
export async function keepToken(bookingId: string, token: string): Promise<void> {
  (await cookies()).set(cookieOf(bookingId), token, { httpOnly: true, sameSite: "lax", path: "/" });
}

/** The booking's id and token, as the client's calls take them; without the token, if this browser has none. */
export async function heldBooking(id: string): Promise<{ id: string; token?: string }> {
  const token = (await cookies()).get(cookieOf(id))?.value;
  return token === undefined ? { id } : { id, token };
}
