import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "./config.ts";

export type { Logger };

/**
 * The process's log: JSON lines in production, for people otherwise. It never holds names or contacts:
 * of an error only what is listed here, because PostgreSQL's `detail` quotes whole rows.
 * @param destination where JSON lines go: standard output, whose closed end is no error
 */
export function createLog(
  { production, logLevel }: Pick<Config, "production" | "logLevel">,
  destination: DestinationStream = pino.destination(),
): Logger {
  const options = { level: logLevel, base: null, serializers: { err: describeError } };
  if (production) return pino(options, destination);
  const transport = { target: "pino-pretty", options: { singleLine: true, translateTime: "HH:MM:ss.l" } };
  return pino({ ...options, transport });
}

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, code: "code" in error ? error.code : undefined };
}
