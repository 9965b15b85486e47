import type { CallOptions } from "./call-settings.ts";
import { isHoldfastError } from "./errors.ts";
import type { Procedures } from "./procedures.ts";
import type { ServerClock } from "./server-clock.ts";
import type { Booking, Hold, RouterInputs } from "./types.ts";

/** A hold that lives: what a checkout page needs between choosing a seat and confirming it. */
export interface LiveHold {
  /** The booking, PENDING; where its idempotency key made it earlier, whatever it has become since. */
  readonly booking: Hold;
  /**
   * Seconds until the hold ends, a fraction included; 0 once it has ended. Counted from what the server said, so a
   * clock that is wrong or changes does not matter; a machine that sleeps may count too much.
   */
  readonly secondsLeft: number;
  /**
   * Resolves when the hold's time is over and it was neither confirmed nor cancelled; never rejects. It comes
   * moments early, with a given idempotency key up to a second: the server may count the places a little longer.
   * While a confirmation is on its way it waits for its answer: the server decides.
   */
  readonly expired: Promise<void>;
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
const endOf = ({ status, expiresAt }: Booking, clock: ServerClock) =>
  status === "FAILED" ? 0 : performance.now() + Date.parse(expiresAt) - clock.now();

function liveHold(bookings: Bookings, booking: Hold, endsAt: number): LiveHold {
  let isSaidExpired = false;
  const millisecondsLeft = () => (isSaidExpired ? 0 : Math.max(0, endsAt - performance.now()));
  const expiry = createExpiry(millisecondsLeft);
  if (booking.status === "CONFIRMED" || booking.status === "CANCELLED") expiry.cancel();
  const end = async (call: Promise<Booking>) => {
    const resume = expiry.pause();
    try {
      const ended = await call;
      expiry.cancel();
      return ended;
    } catch (error) {
      if (isHoldfastError(error) && error.code === "HOLD_EXPIRED") isSaidExpired = true;
      throw error;
    } finally {
      resume();
    }
  };
  // Where AUTH is required, the token is what tells the holder from anybody who has seen the id.
  const held = { id: booking.id, token: booking.token };
  return {
    booking,
    get secondsLeft() {
      return millisecondsLeft() / 1000;
    },
    get expired() {
      return expiry.promise();
    },
    confirm: (options) => end(bookings.confirm.mutate(held, options)),
    cancel: (options) => end(bookings.cancel.mutate(held, options)),
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
