/* Loaded by `--import …/shift-clock.ts?hours=1`: shifts this process's clock by so many hours. The monotonic clock
   and the timers stay right, as on a machine whose clock was set wrong. */

const shiftMilliseconds = Number(new URL(import.meta.url).searchParams.get("hours")) * 3_600_000;
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [ShiftedDate.now()] : given) as [number]));
  }

  static override now(): number {
    return RealDate.now() + shiftMilliseconds;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
