import type { HoldfastError } from "@holdfast/contract";
import { CLIENT_GONE } from "@holdfast/core";
import { type DestinationStream, type LevelWithSilent, type Logger, pino } from "pino";

export type { Logger };

/** The settings of the process's log. */
export interface LogSettings {
  /** JSON lines instead of coloured text. */
  production: boolean;
  /** The lowest level that is written. */
  logLevel: LevelWithSilent;
}

/**
 * Creates the process's log: JSON lines in production, text for people otherwise. It never holds names or contacts:
 * errors are reduced to the fields below, because PostgreSQL's `detail` quotes whole rows.
 * @param destination of the JSON lines; a closed standard output is no error
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

/** The fields of an error. The job queue passes copies, which have the fields but not the class. */
function describeError(error: unknown) {
  if (typeof error !== "object" || error === null) return { message: String(error) };
  const { name, message, stack, code, errors } = error as Partial<Record<string, unknown>>;
  return {
    name: textOf(name),
    message: textOf(message) ?? "something that is no error",
    stack: textOf(stack),
    code: textOf(code),
    // A server with several addresses has an error for each of them.
    codes: Array.isArray(errors) ? errors.map((each) => textOf(each?.code) ?? textOf(each?.name)) : undefined,
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

/** Logs the errors of the server's own making; the response tells the caller of all others. */
export function logError(log: Logger, failure: HoldfastError, requestId: string | undefined): void {
  if (failure === CLIENT_GONE) log.debug({ requestId }, "the client has gone");
  else if (failure.code === "INTERNAL") log.error({ requestId, err: failure.cause }, "unexpected error");
  else if (failure.code === "BUSY")
    log.warn({ requestId, detail: failure.message, err: failure.cause }, "busy");
}
