import { LIMIT_SUBJECTS, type Limit } from "@holdfast/contract";
import { LIMITS } from "../../src/limit-list.ts";
import { errorLink } from "./errors.ts";
import { code, figure, heading, table } from "./markdown.ts";

const INTRODUCTION = `
Every limit that a client or an operator may meet, with what a request beyond it is answered.
[variables.md](variables.md#limits) has the limits that variables set. [../limits.md](../limits.md) explains how requests
and holds are counted.
`;

/** docs/reference/limits.md. */
export function limitsPage(): string {
  const sections = LIMIT_SUBJECTS.map((subject) => {
    const rows = LIMITS.filter((limit) => limit.subject === subject).map(row);
    return `\n## ${subject}\n\n${table(["what", "limit", "beyond it", "constant"], rows)}`;
  });
  const sources = "`packages/contract/src/limits.ts` and `apps/api/src/limit-list.ts`";
  return `${heading("Limits", sources)}${INTRODUCTION}${sections.join("")}`;
}

function row(limit: Limit): string[] {
  const { what, error } = limit;
  return [what, limitText(limit), error ? errorLink(error) : "", code(nameOf(limit))];
}

function nameOf({ constant, what }: Limit): string {
  const [name, ...others] = Object.keys(constant);
  if (name === undefined || others.length > 0) throw new Error(`the limit "${what}" must name one constant`);
  return name;
}

/** The figure with its unit, the last word of the constant's name: `1 to 100 places`, `64 KiB`, `2 s`. */
function limitText(limit: Limit): string {
  const name = nameOf(limit);
  const value = limit.constant[name] ?? Number.NaN;
  const unit = limit.unit ?? name.split("_").at(-1)?.toLowerCase() ?? "";
  const [amount, unitText] = readable(value, unit);
  return limit.least === undefined
    ? `${figure(amount)} ${unitText}`
    : `${figure(limit.least)} to ${figure(amount)} ${unitText}`;
}

function readable(value: number, unit: string): [number, string] {
  if (unit === "milliseconds") return value < 1000 ? [value, "ms"] : [value / 1000, "s"];
  if (unit === "seconds") return [value, "s"];
  if (unit === "bytes") return value % 1024 === 0 ? [value / 1024, "KiB"] : [value, "bytes"];
  return [value, unit];
}
