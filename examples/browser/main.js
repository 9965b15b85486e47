import { createClient, isHoldfastError } from "@holdfast/client";

const COUNTDOWN_STEP_MILLISECONDS = 250;
const client = createClient({ url: location.origin });

/** An element of the page. */
function element(id) {
  return document.getElementById(id);
}

function say(text) {
  element("message").textContent = text;
}

/** What to tell the customer when something went wrong. */
function explain(error) {
  if (!isHoldfastError(error)) return error.message;
  switch (error.code) {
    case "NO_SEAT":
      return "Somebody else was faster. Choose another one.";
    case "HOLD_EXPIRED":
      return "The time was over. Choose again.";
    default:
      return error.message;
  }
}

/** Shows what can be booked, a button each. */
async function showSlots() {
  const { items } = await client.slots.list.query({ availableOnly: true });
  const entries = items.map((slot) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Hold";
    button.onclick = () => attempt(() => checkOut(slot));
    const entry = document.createElement("li");
    const begin = new Date(slot.startsAt).toLocaleString();
    entry.append(`${slot.resourceName}, ${begin}, ${slot.available} free `, button);
    return entry;
  });
  element("slots").replaceChildren(...entries);
  if (entries.length === 0) say("Everything is sold out.");
}

/** Holds a place, and counts down until it is confirmed, given back or lost. */
async function checkOut(slot) {
  const hold = await client.holds.start({ slotId: slot.id, customer: { name: element("name").value } });
  element("slots").hidden = true;
  element("checkout").hidden = false;
  say("");
  const countdown = setInterval(() => {
    element("countdown").textContent = `${slot.resourceName}: ${Math.ceil(hold.secondsLeft)} seconds left`;
  }, COUNTDOWN_STEP_MILLISECONDS);
  const finish = async (text) => {
    clearInterval(countdown);
    element("checkout").hidden = true;
    element("slots").hidden = false;
    await showSlots();
    say(text);
  };
  hold.expired.then(() => finish("The time was over. Choose again."));
  element("confirm").onclick = () =>
    attempt(async () => finish(`${(await hold.confirm()).status}: your booking is ${hold.booking.id}.`));
  element("cancel").onclick = () =>
    attempt(async () => finish(`${(await hold.cancel()).status}: the place is free again.`));
}

/** Does what a click asks for, and shows what goes wrong. */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    say(explain(error));
  }
}

attempt(showSlots);
