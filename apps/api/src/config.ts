import { urlsOf } from "@holdfast/db";
import { z } from "zod";

export const PORT_DEFAULT = 4000;
export const BOOKING_EXPIRY_DEFAULT_SECONDS = 120;
export const BOOKING_EXPIRY_MAX_SECONDS = 24 * 60 * 60;
export const MAX_HOLD_DEFAULT_SECONDS = 15 * 60;
const MAX_HOLD_MAX_SECONDS = 7 * 24 * 60 * 60;
const PORT_MAX = 65_535;

const wholeNumber = (min: number, max: number, unit: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .catch((context) => {
      throw new Unusable(`a whole number ${unit} from ${min} to ${max}`, context.value);
    });

const oneOf = <const Value extends string>(...values: Value[]) =>
  z.enum(values).catch((context) => {
    throw new Unusable(values.join(" or "), context.value);
  });

/** Says what a variable must be; `readConfig` adds which one it was. */
class Unusable extends Error {
  constructor(expected: string, value: unknown) {
    super(`must be ${expected}; it is ${JSON.stringify(value)}`);
  }
}

const VARIABLES = {
  DATABASE_URL: z
    .string()
    .refine((value) => urlsOf(value).every((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url)))
    .catch(() => {
      throw new Error("must be postgres://user:password@host:port/database");
    })
    .optional(),
  DATA_DIR: z.string().default(".data"),
  PORT: wholeNumber(0, PORT_MAX, "(a TCP port; 0 takes a free one)").default(PORT_DEFAULT),
  HOST: z.string().default("127.0.0.1"),
  BOOKING_EXPIRY_SECONDS: wholeNumber(1, BOOKING_EXPIRY_MAX_SECONDS, "of seconds").default(
    BOOKING_EXPIRY_DEFAULT_SECONDS,
  ),
  MAX_HOLD_SECONDS: wholeNumber(1, MAX_HOLD_MAX_SECONDS, "of seconds").default(MAX_HOLD_DEFAULT_SECONDS),
  NODE_ENV: oneOf("development", "test", "production").default("development"),
  AUTH: oneOf("open").default("open"),
  WORKER: oneOf("on", "off").default("on"),
  LOG_LEVEL: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent").default("info"),
} as const;

/** The checked configuration of one process. */
export interface Config {
  /** Undefined: the embedded PostgreSQL, with its data in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** How long a hold lives, in seconds. */
  holdSeconds: number;
  /** How long a hold may live from its creation when it is extended, in seconds. */
  maxHoldSeconds: number;
  production: boolean;
  /** Whether this process runs the background jobs. */
  worker: boolean;
  logLevel: z.output<typeof VARIABLES.LOG_LEVEL>;
}

/** A variable has a value that cannot be used. The message is one line and names it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the configuration from environment variables; an empty one counts as unset.
 * @throws ConfigError naming the first variable that is unusable
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = <Name extends keyof typeof VARIABLES>(name: Name): z.output<(typeof VARIABLES)[Name]> => {
    try {
      const value = environment[name]?.trim() || undefined;
      return VARIABLES[name].parse(value) as z.output<(typeof VARIABLES)[Name]>;
    } catch (error) {
      throw new ConfigError(`${name} ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  read("AUTH");
  return {
    databaseUrl: read("DATABASE_URL"),
    dataDir: read("DATA_DIR"),
    port: read("PORT"),
    host: read("HOST"),
    holdSeconds: read("BOOKING_EXPIRY_SECONDS"),
    maxHoldSeconds: read("MAX_HOLD_SECONDS"),
    production: read("NODE_ENV") === "production",
    worker: read("WORKER") === "on",
    logLevel: read("LOG_LEVEL"),
  };
}
