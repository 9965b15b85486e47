import { useEffect, useState } from "react";

const TICK_MILLISECONDS = 15_000;

/** The time by this device's clock, a few seconds old at most. It moves lines and dims what is over; it decides nothing. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
