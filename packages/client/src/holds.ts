import type { CallOptions } from "./call-settings.ts";
import { isHoldfastError } from "./errors.ts";
import type { Procedures } from "./procedures.ts";
import type { ServerClock } from "./server-clock.ts";
import type { Booking, Hold, RouterInputs } from "./types.ts";

/** A hold that lives: what a checkout page needs between choosing a seat and confirming it. */
export interface LiveHold {
  /**
   * The booking, PENDING; where its idempotency key made it earlier, whatever it has become since. `extend` and
   * `changeQuantity` renew it.
   */
  readonly booking: Hold;
  /**
   * Seconds until the hold ends, a fraction included; 0 once it has ended, or is confirmed or cancelled. Counted from what the server said, so a
   * clock that is wrong or changes does not matter; a machine that sleeps may count too much.
   */
  readonly secondsLeft: number;
  /**
   * Resolves when the hold's time is over and it was neither confirmed nor cancelled; never rejects. It comes
   * moments early, with a given idempotency key up to a second: the server may count the places a little longer.
   * While a call of this hold is on its way it waits for its answer: the server decides.
   */
  readonly expired: Promise<void>;
  /**
   * Asks for more time: the full time of a hold from now on, as far as the server's bounds allow. `secondsLeft` and
   * `expired` count from the answer. Throws `HOLD_EXPIRED` when it is too late, `BOOKING_NOT_PENDING` when it is
   * confirmed or cancelled.
   */
  extend(options?: CallOptions): Promise<Booking>;
  /**
   * Changes how many places the hold has, which takes no time from it. Throws `NO_SEAT` where no more are left, and
   * `HOLD_EXPIRED` when it is too late; the places stay as they were.
   */
  changeQuantity(quantity: number, options?: CallOptions): Promise<Booking>;
  /** Confirms the booking. Throws `HOLD_EXPIRED` when it is too late. */
  confirm(options?: CallOptions): Promise<Booking>;
  /** Gives the places back. Throws `HOLD_EXPIRED` when the hold's end has done so already. */
  cancel(options?: CallOptions): Promise<Booking>;
}

/** `client.holds`: the flow that every booking page goes through. */
export interface Holds {
  /**
   * Places a hold; takes what `bookings.create` takes. With the idempotency key of an earlier call it goes on with the
   * hold of that call, for the time that is left; `options` are of both of its calls then. Throws `NO_SEAT` when there is
   * no place left.
   */
  start(input: RouterInputs["bookings"]["create"], options?: CallOptions): Promise<LiveHold>;
}

type Bookings = Procedures["bookings"];

/** @internal */
export function createHolds(bookings: Bookings, clock: ServerClock): Holds {
  return {
    async start(input, options) {
      // The hold began after the request left: counting from here can only be too careful.
      const sentAt = performance.now();
      const made = await bookings.create.mutate(input, options);
      const endsAt = sentAt + made.expiresInSeconds * 1000;
      if (!input.idempotencyKey) return liveHold(bookings, made, endsAt);
      // The key may have made the booking long ago, and the answer is then the one that was given first.
      const now = await bookings.get.query({ id: made.id, token: made.token }, options);
      return liveHold(bookings, { ...made, ...now }, endOf(now, clock));
    },
  };
}

/** When a booking's hold ends, by `performance.now()`. */
const endOf = ({ expiresAt }: Booking, clock: ServerClock) =>
  performance.now() + Date.parse(expiresAt) - clock.now();

function liveHold(bookings: Bookings, started: Hold, endsAt: number): LiveHold {
  let booking = started;
  let isOver = booking.status !== "PENDING";
  const millisecondsLeft = () => (isOver ? 0 : Math.max(0, endsAt - performance.now()));
  const expiry = createExpiry(millisecondsLeft);
  const decided = () => {
    isOver = true;
    expiry.cancel();
  };
  if (booking.status === "CONFIRMED" || booking.status === "CANCELLED") decided();
  const renewed = (changed: Booking) => {
    // Both times are the server's: their difference knows no clock of ours.
    endsAt += Date.parse(changed.expiresAt) - Date.parse(booking.expiresAt);
    booking = { ...booking, ...changed };
  };
  const ask = async (call: Promise<Booking>, note: (answer: Booking) => void) => {
    const resume = expiry.pause();
    try {
      const answer = await call;
      note(answer);
      return answer;
    } catch (error) {
      if (isHoldfastError(error) && error.code === "HOLD_EXPIRED") isOver = true;
      throw error;
    } finally {
      resume();
    }
  };
  // Where AUTH is required, the token is what tells the holder from anybody who has seen the id.
  const held = { id: booking.id, token: booking.token };
  return {
    get booking() {
      return booking;
    },
    get secondsLeft() {
      return millisecondsLeft() / 1000;
    },
    get expired() {
      return expiry.promise();
    },
    extend: (options) => ask(bookings.extend.mutate(held, options), renewed),
    changeQuantity: (quantity, options) =>
      ask(bookings.changeQuantity.mutate({ ...held, quantity }, options), renewed),
    confirm: (options) => ask(bookings.confirm.mutate(held, options), decided),
    cancel: (options) => ask(bookings.cancel.mutate(held, options), decided),
  };
}

/** A promise that resolves when no time is left, unless it is cancelled; not while it is paused. */
function createExpiry(millisecondsLeft: () => number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let promise: Promise<void> | undefined;
  let resolve: (() => void) | undefined;
  let pauses = 0;
  let isCancelled = false;
  const watch = () => {
    clearTimeout(timer);
    if (!resolve || isCancelled || pauses > 0) return;
    const left = millisecondsLeft();
    if (left > 0) timer = setTimeout(watch, Math.ceil(left));
    else resolve();
  };
  return {
    /** The timer starts when somebody asks: it would keep a script alive that does not care. */
    promise() {
      promise ??= new Promise<void>((done) => {
        resolve = done;
      });
      watch();
      return promise;
    },
    pause() {
      pauses++;
      watch();
      return () => {
        pauses--;
        watch();
      };
    },
    cancel() {
      isCancelled = true;
    },
  };
}
