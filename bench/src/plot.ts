import type { RowResult } from "./result.ts";

const WIDTH = 640;
const HEIGHT = 400;
const MARGIN = { left: 76, right: 112, top: 44, bottom: 56 };
const SERIES = [
  { label: "do-nothing", color: "#767676" },
  { label: "Holdfast", color: "#1f6feb" },
  { label: "baseline", color: "#c2410c" },
];

/** Throughput against connections as an SVG, both axes logarithmic. */
export function plot({ lines }: RowResult, connections: readonly number[]): string {
  const speedOf = (label: string, count: number) =>
    lines.find(({ name }) => name === `${label}, ${count}`)?.figures["perSecond"] ?? Number.NaN;
  const speeds = SERIES.flatMap(({ label }) => connections.map((count) => speedOf(label, count)));
  const low = Math.floor(Math.log10(Math.min(...speeds)));
  const high = Math.ceil(Math.log10(Math.max(...speeds)));
  const lastX = Math.log2(Math.max(...connections));
  const x = (count: number) =>
    MARGIN.left + (Math.log2(count) / lastX) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (speed: number) =>
    HEIGHT -
    MARGIN.bottom -
    ((Math.log10(speed) - low) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);

  const decades = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const axes = [
    ...decades.map(
      (speed) =>
        `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(y(speed))}" y2="${round(y(speed))}" stroke="#d8d8d8"/>
  <text x="${MARGIN.left - 8}" y="${round(y(speed) + 4)}" text-anchor="end">${speed.toLocaleString("en")}</text>`,
    ),
    ...connections.map(
      (count) =>
        `<text x="${round(x(count))}" y="${HEIGHT - MARGIN.bottom + 20}" text-anchor="middle">${count}</text>`,
    ),
  ];
  const curves = SERIES.map(({ label, color }) => {
    const points = connections.map((count) => [round(x(count)), round(y(speedOf(label, count)))] as const);
    const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${color}"/>`);
    const [endX, endY] = points.at(-1) ?? [0, 0];
    return `<polyline points="${points.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${color}" stroke-width="2"/>
  ${dots.join("")}
  <text x="${endX + 10}" y="${endY + 4}" fill="${color}" font-weight="bold">${label}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" fill="#333" role="img">
  <title>Bookings per second on one hot slot against connections</title>
  <rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
  <text x="${MARGIN.left}" y="24" font-size="14" font-weight="bold">One hot slot: requests per second by connections</text>
  ${axes.join("\n  ")}
  ${curves.join("\n  ")}
  <text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 12}" text-anchor="middle">connections, one request in flight on each</text>
</svg>
`;
}

const round = (value: number) => Math.round(value * 10) / 10;
