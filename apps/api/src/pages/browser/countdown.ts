import { content, say, serverNow } from "./page.ts";
import { refresh } from "./refresh.ts";
import { texts } from "./texts.ts";

/** When screen readers are told how much time is left, in seconds. */
const ANNOUNCED_SECONDS = [60, 30, 10];
/** Browsers refuse longer timers. */
const TICK_MILLISECONDS = 250;
/** A page of more waits for somebody who comes back: they come to a fresh one. */
const REFRESH_MILLISECONDS = 500;
const SECOND = 1000;

const two = (value: number): string => String(value).padStart(2, "0");

/** `1:59`, and with hours or days where there are any: `2:00:00`, `3 d 02:00:00`. */
function clockOf(milliseconds: number): string {
  const total = Math.ceil(milliseconds / SECOND);
  const [seconds, minutes, hours, days] = [
    total % 60,
    Math.floor(total / 60) % 60,
    Math.floor(total / 3600) % 24,
    Math.floor(total / 86_400),
  ];
  if (days > 0) return `${days} d ${two(hours)}:${two(minutes)}:${two(seconds)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Counts down to the end of a reservation, or to the begin of booking, by the server's clock. */
export function countDown(signal: AbortSignal): void {
  const hold = content().querySelector<HTMLElement>("[data-hold]");
  if (hold) countHold(hold, signal);
  const begin = content().querySelector<HTMLElement>("[data-countdown]");
  if (begin) countToBegin(begin, signal);
}

function countHold(hold: HTMLElement, signal: AbortSignal): void {
  const end = Date.parse(hold.dataset["hold"] ?? "");
  const began = Date.parse(hold.dataset["began"] ?? "");
  const find = <E extends HTMLElement>(name: string) => hold.querySelector<E>(`[data-${name}]`);
  const [left, progress, announce] = [find("left"), find<HTMLProgressElement>("progress"), find("announce")];
  let announced = Number.POSITIVE_INFINITY;
  for (const shown of [left, progress]) shown?.removeAttribute("hidden");
  tick(end, signal, (milliseconds) => {
    if (left) left.textContent = texts.minutesLeft(clockOf(milliseconds));
    if (progress) progress.value = Math.max(0, milliseconds / (end - began));
    const seconds = Math.ceil(milliseconds / SECOND);
    hold.classList.toggle("hurry", seconds <= 30);
    const due = ANNOUNCED_SECONDS.filter((at) => seconds <= at).at(-1);
    if (due === undefined || due >= announced) return;
    announced = due;
    if (announce) announce.textContent = texts.secondsLeft(Math.max(seconds, 1));
  });
}

function countToBegin(begin: HTMLElement, signal: AbortSignal): void {
  const at = Date.parse(begin.dataset["countdown"] ?? "");
  const clock = begin.querySelector("[data-clock]");
  begin.hidden = false;
  tick(at, signal, (milliseconds) => {
    if (clock) clock.textContent = clockOf(milliseconds);
  });
}

/** Tells the time that is left, again and again, and shows the page anew when it is over. */
function tick(end: number, signal: AbortSignal, tell: (milliseconds: number) => void): void {
  const step = () => {
    const left = end - serverNow();
    tell(Math.max(0, left));
    if (left > 0) return;
    clearInterval(timer);
    say(texts.timeIsUp);
    // The page's clock is fast, if anything: the server may need a moment more.
    setTimeout(() => refresh(signal), REFRESH_MILLISECONDS);
  };
  const timer = setInterval(step, TICK_MILLISECONDS);
  signal.addEventListener("abort", () => clearInterval(timer));
  step();
}
