import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";

/** A line of a plot, or its bars. */
export interface Series {
  name: string;
  /** The custom property with its colour. */
  color: `--${string}`;
  values: readonly number[];
  /** Lies wide below the others, which may have the same values. */
  isWide?: boolean;
}

interface PlotProps {
  /** In seconds since 1970. */
  xs: readonly number[];
  series: readonly Series[];
  /** What the steps are: hours, days. */
  step: string;
  label: (seconds: number) => string;
  number: (value: number) => string;
  /** The top of the scale; left out: that of the values. */
  max?: number;
  isBars?: boolean;
}

const HEIGHT_PIXELS = 220;
const LINE_PIXELS = 2;
const WIDE_PIXELS = 4;
const LABELS_PIXELS = 30;
const LABEL_PIXELS = 84;
const AXIS_PIXELS = 48;
const BAR_PART = 0.6;
const BAR_MAX_PIXELS = 40;
/** Half a step at each end, where there is but one value. */
const DAY_SECONDS = 86_400;

/** Numbers over time, on a canvas. What it shows stands in a table below, too. */
export function Plot({ xs, series, step, label, number, max, isBars = false }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = JSON.stringify([xs, series, max, isBars, xs.map(label)]);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const data: UPlot.AlignedData = [[...xs], ...series.map(({ values }) => [...values])];
    let plot: UPlot | undefined;
    const draw = () => {
      plot?.destroy();
      plot = new UPlot(
        optionsOf(element, { xs, series, step, label, number, isBars, ...(max !== undefined && { max }) }),
        data,
        element,
      );
    };
    draw();
    const sizes = new ResizeObserver(() =>
      plot?.setSize({ width: element.clientWidth, height: HEIGHT_PIXELS }),
    );
    sizes.observe(element);
    // The colours are those of the theme, which may change while the page is open.
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    return () => {
      sizes.disconnect();
      themes.disconnect();
      scheme.removeEventListener("change", draw);
      plot?.destroy();
    };
  }, [shown]);
  return <div ref={place} className="plot" aria-hidden />;
}

/** The options of a plot in the colours of the theme. */
function optionsOf(
  element: HTMLElement,
  { xs, series, step: stepName, label, number, max, isBars }: PlotProps,
): UPlot.Options {
  const color = (name: string) => colorOf(element, name);
  const axis = {
    stroke: color("--text-2"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
  };
  // As many of the steps have a label as there is room for.
  const labelled = Math.ceil(
    (xs.length * LABEL_PIXELS) / Math.max(element.clientWidth - 2 * AXIS_PIXELS, LABEL_PIXELS),
  );
  const step = (xs[1] ?? 0) - (xs[0] ?? 0) || DAY_SECONDS;
  return {
    width: element.clientWidth,
    height: HEIGHT_PIXELS,
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { range: (_plot, from, to) => [from - step / 2, to + step / 2] },
      y: { range: (_plot, _from, to) => [0, max ?? Math.max(to, 1) * 1.1] },
    },
    axes: [
      {
        ...axis,
        size: LABELS_PIXELS,
        grid: { show: false },
        splits: () => xs.filter((_x, index) => index % labelled === 0),
        values: (_plot, splits) => splits.map(label),
      },
      {
        ...axis,
        size: AXIS_PIXELS,
        values: (_plot, splits) =>
          splits.map((value) => (max || Number.isInteger(value) ? number(value) : "")),
      },
    ],
    series: [
      { label: stepName, value: (_plot, seconds) => (seconds === null ? "" : label(seconds)) },
      ...series.map(({ name, color: own, isWide = false }) => ({
        label: name,
        stroke: color(own),
        width: isWide ? WIDE_PIXELS : LINE_PIXELS,
        points: { show: xs.length < 2 },
        value: (_plot: UPlot, value: number | null) => (value === null ? "" : number(value)),
        ...(isBars && {
          fill: color(own),
          width: 0,
          paths: UPlot.paths.bars?.({ size: [BAR_PART, BAR_MAX_PIXELS] }) as UPlot.Series.PathBuilder,
        }),
      })),
    ],
  };
}

/** A colour of the theme as a canvas takes it: `light-dark()` is resolved by an element alone. */
function colorOf(element: HTMLElement, name: string): string {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = "";
  return color;
}
