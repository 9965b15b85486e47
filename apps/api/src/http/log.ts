import type { HoldfastError } from "@holdfast/contract";
import { type DestinationStream, type LevelWithSilent, type Logger, pino } from "pino";

export type { Logger };

export interface LogSettings {
  /** Whether the log is JSON lines. */
  production: boolean;
  /** The lowest level that is written. */
  logLevel: LevelWithSilent;
}

/**
 * The process's log: JSON lines in production, for people otherwise. It never holds names or contacts:
 * of an error only what is listed here, because PostgreSQL's `detail` quotes whole rows.
 * @param destination where JSON lines go: standard output, whose closed end is no error
 */
export function createLog(
  { production, logLevel }: LogSettings,
  destination: DestinationStream = pino.destination(),
): Logger {
  const options = { level: logLevel, base: null, serializers: { err: describeError } };
  if (production) return pino(options, destination);
  const transport = { target: "pino-pretty", options: { singleLine: true, translateTime: "HH:MM:ss.l" } };
  return pino({ ...options, transport });
}

/** The job queue tells of errors by copies, which have an error's fields but are none. */
function describeError(error: unknown) {
  if (typeof error !== "object" || error === null) return { message: String(error) };
  const { name, message, stack, code, errors } = error as Partial<Record<string, unknown>>;
  return {
    name: textOf(name),
    message: textOf(message) ?? "something that is no error",
    stack: textOf(stack),
    code: textOf(code),
    // Of a server that has several addresses: why each of them could not be reached.
    codes: Array.isArray(errors) ? errors.map((each) => textOf(each?.code) ?? textOf(each?.name)) : undefined,
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

/** Only what is our own trouble is logged; the caller reads the rest in the answer. */
export function logError(log: Logger, failure: HoldfastError, requestId: string | undefined): void {
  if (failure.code === "INTERNAL") log.error({ requestId, err: failure.cause }, "unexpected error");
  else if (failure.code === "BUSY")
    log.warn({ requestId, detail: failure.message, err: failure.cause }, "busy");
}
