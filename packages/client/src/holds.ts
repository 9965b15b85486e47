import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "./generated/router.ts";
import type { Booking, Hold, RouterInputs } from "./types.ts";

/** Options of a single call. */
export interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal;
}

/** A hold that lives: what a checkout page needs between choosing a seat and confirming it. */
export interface LiveHold {
  /** The booking as the server answered it, PENDING. */
  readonly booking: Hold;
  /**
   * Seconds until the hold ends, a fraction included; 0 once it has ended. Counted from the length that the
   * server gave, so a wrong clock on this machine does not matter; never more than what is really left.
   */
  readonly secondsLeft: number;
  /** Resolves when the hold's time is over and it was neither confirmed nor cancelled; never rejects. */
  readonly expired: Promise<void>;
  /** Confirms the booking. Throws `HOLD_EXPIRED` when it is too late. */
  confirm(options?: CallOptions): Promise<Booking>;
  /** Gives the places back. */
  cancel(options?: CallOptions): Promise<Booking>;
}

/** `client.holds`: the flow that every booking page goes through. */
export interface Holds {
  /** Places a hold; takes what `bookings.create` takes. Throws `NO_SEAT` when there is no place left. */
  start(input: RouterInputs["bookings"]["create"], options?: CallOptions): Promise<LiveHold>;
}

/** @internal */
export function createHolds(trpc: Pick<TRPCClient<AppRouter>, "bookings">): Holds {
  return {
    async start(input, options) {
      // The hold began after the request left: counting from here can only be too careful.
      const sentAt = performance.now();
      const booking = await trpc.bookings.create.mutate(input, options);
      return liveHold(trpc, booking, sentAt + booking.expiresInSeconds * 1000);
    },
  };
}

function liveHold(trpc: Pick<TRPCClient<AppRouter>, "bookings">, booking: Hold, endsAt: number): LiveHold {
  const millisecondsLeft = () => Math.max(0, endsAt - performance.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, millisecondsLeft());
  });
  /** The hold has become something else: it will not expire any more. */
  const settle = (settled: Booking) => {
    clearTimeout(timer);
    return settled;
  };
  return {
    booking,
    get secondsLeft() {
      return millisecondsLeft() / 1000;
    },
    expired,
    confirm: (options) => trpc.bookings.confirm.mutate({ id: booking.id }, options).then(settle),
    cancel: (options) => trpc.bookings.cancel.mutate({ id: booking.id }, options).then(settle),
  };
}
