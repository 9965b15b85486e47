// Takes the first free place: node book.js <name> [address of the server]
import { createClient, isHoldfastError, isHoldfastTransportError } from "@holdfast/client";

const [name = "Noor Haddad", url = "http://localhost:4000"] = process.argv.slice(2);
const client = createClient({ url });

/** Lists what is free, holds the first of it and confirms. Returns what to tell the customer. */
async function book() {
  const { items } = await client.slots.list.query({ availableOnly: true, limit: 1 });
  const [slot] = items;
  if (!slot) return "Everything is sold out.";
  const hold = await client.holds.start({ slotId: slot.id, customer: { name } });
  console.log(
    `${slot.resourceName}, ${slot.startsAt}: held for ${name}, ${Math.ceil(hold.secondsLeft)} s to pay.`,
  );
  // Here the customer would pay.
  const { id, status } = await hold.confirm();
  return `Booking ${id} is ${status}.`;
}

try {
  console.log(await book());
} catch (error) {
  if (isHoldfastError(error) && error.code === "NO_SEAT") console.error("Somebody else was faster.");
  else if (isHoldfastError(error)) console.error(`${error.message} (request ${error.requestId})`);
  else if (isHoldfastTransportError(error)) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}
