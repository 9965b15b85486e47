import type { Comparison, Figures, Goal, Quartiles, RowResult } from "./result.ts";

/** The figures' headings, and their digits after the point. */
const FIGURES: Record<string, { heading: string; digits: number }> = {
  perSecond: { heading: "requests/s", digits: 0 },
  p50Milliseconds: { heading: "p50 ms", digits: 2 },
  p99Milliseconds: { heading: "p99 ms", digits: 2 },
  residentMiB: { heading: "RSS MiB", digits: 0 },
  peakMiB: { heading: "peak MiB", digits: 0 },
  seconds: { heading: "seconds", digits: 2 },
  perSecondBefore: { heading: "req/s before", digits: 0 },
  perSecondMeanwhile: { heading: "req/s meanwhile", digits: 0 },
  apiMicroseconds: { heading: "API CPU µs", digits: 0 },
  postgresMicroseconds: { heading: "PG CPU µs", digits: 0 },
  cpuMicroseconds: { heading: "CPU µs", digits: 0 },
  commits: { heading: "commits", digits: 0 },
  bookings: { heading: "bookings", digits: 0 },
  seenPercent: { heading: "seen in 1 s, %", digits: 2 },
  seenP50Milliseconds: { heading: "seen p50 ms", digits: 0 },
  seenP99Milliseconds: { heading: "seen p99 ms", digits: 0 },
  messagesPerStream: { heading: "messages", digits: 1 },
  beforeMiB: { heading: "before MiB", digits: 0 },
  perStreamKiB: { heading: "KiB each", digits: 1 },
  mailsPerSecond: { heading: "mails/s", digits: 0 },
  cpuPercent: { heading: "API CPU %", digits: 1 },
};

/** Returns a printer of lines; each begins with the seconds since this call. */
export function sayWithTime(): (line: string) => void {
  const startedAt = performance.now();
  return (line) => console.log(`[${Math.round((performance.now() - startedAt) / 1000)} s] ${line}`);
}

/** Formats a measured row. */
export function formatRow({ title, lines, ratios }: RowResult): string {
  const ratioWidth = Math.max(0, ...ratios.map(({ name }) => name.length));
  const foot = ratios.map(
    ({ name, value, goal }) =>
      `  ${name.padEnd(ratioWidth)}  ${formatRatio(value).padStart(8)}${goal ? `  ${formatGoal(value, goal)}` : ""}`,
  );
  return [title, ...formatLines(lines), ...foot].join("\n");
}

/** Formats a row that several checkouts were measured in. */
export function formatComparison({ row, lines }: Comparison): string {
  const ratios = lines.flatMap(({ name, perSecond, cpu }, index) =>
    index === 0
      ? []
      : [
          `  ${name} ÷ ${lines[0]?.name}: requests/s ${formatQuartiles(perSecond)}; CPU per request ${formatQuartiles(cpu)}`,
        ],
  );
  return [row, ...formatLines(lines), ...ratios].join("\n");
}

const formatQuartiles = ({ median, lower, upper }: Quartiles) =>
  `${median.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;

/** A heading and a line for each name. */
function formatLines(lines: readonly { name: string; figures: Figures }[]): string[] {
  const keys = Object.keys(lines[0]?.figures ?? {});
  const nameWidth = Math.max(...lines.map(({ name }) => name.length));
  const width = (key: string) => Math.max(10, headingOf(key).length) + 2;
  const head = [" ".repeat(nameWidth + 2), ...keys.map((key) => headingOf(key).padStart(width(key)))];
  const body = lines.map(({ name, figures }) =>
    [
      `  ${name.padEnd(nameWidth)}`,
      ...keys.map((key) => formatFigure(figures, key).padStart(width(key))),
    ].join(""),
  );
  return [head.join(""), ...body];
}

const headingOf = (key: string) => FIGURES[key]?.heading ?? key;

function formatFigure(figures: Figures, key: string): string {
  const digits = FIGURES[key]?.digits ?? 2;
  return (figures[key] ?? Number.NaN).toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

const formatRatio = (value: number) =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : value >= 0.2 ? 2 : 3);

function formatGoal(value: number, { atLeast, atMost }: Goal): string {
  const isReached =
    value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
  const goal = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return `(goal: ${goal}; ${isReached ? "reached" : "NOT reached"})`;
}
