import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { Language } from "@holdfast/contract";
import type { HoldLimitSettings, MailSettings } from "@holdfast/core";
import { urlsOf } from "@holdfast/db";
import { z } from "zod";
import { type AccessSettings, ConfigError, type LogSettings } from "./http/index.ts";
import { parseTrustedProxies, type RequestLimitSettings } from "./limits/index.ts";

export { ConfigError };

const PORT_DEFAULT = 4000;
const BOOKING_EXPIRY_DEFAULT_SECONDS = 120;
const BOOKING_EXPIRY_MAX_SECONDS = 24 * 60 * 60;
const MAX_HOLD_DEFAULT_SECONDS = 15 * 60;
const WAITLIST_HOLD_DEFAULT_SECONDS = 60 * 60;
const MAX_HOLD_MAX_SECONDS = 7 * 24 * 60 * 60;
const PORT_MAX = 65_535;
/** The shortest `ADMIN_API_KEY`: 24 characters of base64, like 32 of hex, have 128 bits or more. */
export const ADMIN_KEY_MIN_CHARACTERS = 24;
export const ADMIN_KEY_MAX_CHARACTERS = 255;

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

/** The message names the values that a variable may have; `readConfig` adds the variable's name. */
class Unusable extends Error {
  constructor(expected: string, value: unknown) {
    super(`must be ${expected}; it is ${JSON.stringify(value)}`);
  }
}

const limit = (max: number, unit: string, standard: number) => wholeNumber(1, max, unit).default(standard);
const percent = (standard: number) => wholeNumber(1, 100, "of percent").default(standard);

/** Whether a text is an origin of web pages. Browsers send an origin for `http` and `https` alone. */
const isPageOrigin = (text: string) =>
  /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** A comma-separated list of origins, as browsers send them. */
const origins = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .refine((list) => list.every(isPageOrigin))
  .catch((context) => {
    throw new Unusable("a list of origins such as https://tickets.example.org", context.value);
  });

const trustedProxies = z
  .string()
  .transform((value, context) => {
    const parsed = parseTrustedProxies(value);
    if (parsed === undefined) context.addIssue("no proxies");
    return parsed;
  })
  .catch((context) => {
    throw new Unusable(
      "a number of proxies from 1 to 99, or a list such as 10.0.0.0/8,fd00::/8",
      context.value,
    );
  })
  .optional();

const CLUSTER_MAX_SERVERS = 64;

const clusterSize = z
  .union([
    z.literal("auto"),
    z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(CLUSTER_MAX_SERVERS)),
  ])
  .catch((context) => {
    throw new Unusable(
      `a whole number of processes from 1 to ${CLUSTER_MAX_SERVERS}, or auto`,
      context.value,
    );
  })
  .optional();

/** Without PostgreSQL's `allow` and `prefer`: a man in the middle can downgrade them to plain text. */
const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"];
/** A shorter time than a look at both servers takes would never be kept. */
const READ_LAG_MIN_MILLISECONDS = 50;
const READ_LAG_DEFAULT_MILLISECONDS = 1_000;
const READ_LAG_MAX_MILLISECONDS = 600_000;
const REQUESTS_MAX = 100_000_000;
const HOLDS_MAX = 1_000_000;
const PLACES_MAX = 1_000_000;

/** Two weeks: nobody remembers a longer one. */
const REMINDER_MAX_HOURS = 14 * 24;
const REMINDER_DEFAULT_HOURS = 24;

const isSmtpUrl = (url: string) =>
  /^smtps?:\/\//.test(url) && URL.canParse(url) && new URL(url).hostname !== "";

/** An address in SMTP's form, without a name. */
const MAIL_ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+$/;

const isDatabaseUrl = (url: string) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url);
const sslModeOf = (url: string) => new URL(url).searchParams.get("sslmode") ?? "disable";

/** A variable: the section of the reference that it belongs to, what it means, and how it is read. */
interface Variable {
  section: "Database" | "Server" | "Holds" | "Customers" | "Access" | "Limits" | "Webhooks" | "Process";
  meaning: string;
  schema: z.ZodType;
}

/** Every variable. docs/reference/variables.md and .env.example are generated from this table. */
export const VARIABLES = {
  DATABASE_URL: {
    section: "Database",
    meaning:
      "PostgreSQL 14 or newer. With several hosts, `one:5432,two:5432`, the host that accepts writes is used. Unset: the embedded PostgreSQL",
    schema: z
      .string()
      .refine((value) => urlsOf(value).every(isDatabaseUrl), { abort: true })
      .refine((value) => urlsOf(value).every((url) => SSL_MODES.includes(sslModeOf(url))))
      .catch(({ value }) => {
        // The message leaves the value out, because it holds the password.
        const isUrl = typeof value === "string" && urlsOf(value).every(isDatabaseUrl);
        if (isUrl) throw new Error(`must be a URL whose sslmode is one of ${SSL_MODES.join(", ")}`);
        throw new Error("must be postgres://user:password@host:port/database");
      })
      .optional(),
  },
  DATABASE_READ_URL: {
    section: "Database",
    meaning:
      "A replica that answers customers' reads of slots, doctors and shows, as long as it is current enough. Unset: the primary answers",
    schema: z
      .string()
      .refine((value) => isDatabaseUrl(value), { abort: true })
      .refine((value) => SSL_MODES.includes(sslModeOf(value)))
      .catch(() => {
        throw new Error("must be postgres://user:password@host:port/database, with one host");
      })
      .optional(),
  },
  READ_MAX_LAG_MILLISECONDS: {
    section: "Database",
    meaning: "How late the replica's data may be; beyond that the primary is asked",
    schema: wholeNumber(READ_LAG_MIN_MILLISECONDS, READ_LAG_MAX_MILLISECONDS, "of milliseconds").default(
      READ_LAG_DEFAULT_MILLISECONDS,
    ),
  },
  DATA_DIR: {
    section: "Database",
    meaning: "Directory of the embedded PostgreSQL's data, from the directory that the server is started in",
    schema: z.string().default(".data"),
  },
  PORT: {
    section: "Server",
    meaning: "TCP port of the server",
    schema: wholeNumber(0, PORT_MAX, "(a TCP port; 0 takes a free one)").default(PORT_DEFAULT),
  },
  HOST: {
    section: "Server",
    meaning:
      "Address to listen on; `0.0.0.0` for all of IPv4. With `AUTH=open` everybody who reaches the address may do everything",
    schema: z.string().default("127.0.0.1"),
  },
  TRUST_PROXY: {
    section: "Server",
    meaning: "The proxies whose `X-Forwarded-For` counts. Unset: none",
    schema: trustedProxies,
  },
  CORS_ORIGINS: {
    section: "Server",
    meaning: "The origins whose pages may call from a browser, separated by commas. Unset: none",
    schema: origins,
  },
  BOOKING_EXPIRY_SECONDS: {
    section: "Holds",
    meaning: "How long a hold lives",
    schema: wholeNumber(1, BOOKING_EXPIRY_MAX_SECONDS, "of seconds").default(BOOKING_EXPIRY_DEFAULT_SECONDS),
  },
  MAX_HOLD_SECONDS: {
    section: "Holds",
    meaning: "How long an extended hold may live from its creation",
    schema: wholeNumber(1, MAX_HOLD_MAX_SECONDS, "of seconds").default(MAX_HOLD_DEFAULT_SECONDS),
  },
  WAITLIST_HOLD_SECONDS: {
    section: "Holds",
    meaning: "How long the hold of a promoted waitlist entry lives",
    schema: wholeNumber(1, MAX_HOLD_MAX_SECONDS, "of seconds").default(WAITLIST_HOLD_DEFAULT_SECONDS),
  },
  PUBLIC_URL: {
    section: "Customers",
    meaning:
      "The address of this server for customers, for links in mails and calendars. Unset: there are no links",
    schema: z
      .string()
      .refine((url) => /^https?:\/\/[^?#]+$/.test(url) && URL.canParse(url))
      .transform((url) => url.replace(/\/+$/, ""))
      .catch((context) => {
        throw new Unusable("an address such as https://tickets.example.org", context.value);
      })
      .optional(),
  },
  HOLDFAST_PAGES: {
    section: "Customers",
    meaning: "Whether pages are served, to visitors and to staff; `off`: the API alone",
    schema: oneOf("on", "off").default("on"),
  },
  EMBED_ORIGINS: {
    section: "Customers",
    meaning:
      "The origins of other sites whose pages may show the visitor's pages in a frame, separated by commas. Unset: none",
    schema: origins,
  },
  LANGUAGE: {
    section: "Customers",
    meaning: "The language of mails, calendars and pages for customers who have chosen none",
    schema: oneOf("en", "de").default("en"),
  },
  SMTP_URL: {
    section: "Customers",
    meaning: "The mail server that sends customers' mails. Unset: there are none",
    // The message leaves the value out, because it holds the password.
    schema: z
      .string()
      .refine(isSmtpUrl)
      .catch(() => {
        throw new Error("must be smtp://user:password@host:587 or smtps://user:password@host:465");
      })
      .optional(),
  },
  MAIL_FROM: {
    section: "Customers",
    meaning: "The sender's address of mails; required with `SMTP_URL`",
    schema: z
      .string()
      .regex(MAIL_ADDRESS)
      .catch((context) => {
        throw new Unusable("a mail address such as tickets@example.org", context.value);
      })
      .optional(),
  },
  REMINDER_HOURS: {
    section: "Customers",
    meaning: "How long before the start customers are reminded by mail; `0`: never",
    schema: wholeNumber(0, REMINDER_MAX_HOURS, "of hours").default(REMINDER_DEFAULT_HOURS),
  },
  AUTH: {
    section: "Access",
    meaning:
      "`open`: a caller without an API key may call everything. `required`: a caller may do what docs/access.md allows. Unset: `required` in production, else `open`",
    schema: oneOf("open", "required").optional(),
  },
  ADMIN_API_KEY: {
    section: "Access",
    meaning: "An API key with the role `admin`, valid as long as the variable is set",
    // The message leaves the value out, because it is a secret.
    schema: z
      .string()
      .regex(new RegExp(`^[\\x21-\\x7e]{${ADMIN_KEY_MIN_CHARACTERS},${ADMIN_KEY_MAX_CHARACTERS}}$`))
      .catch(({ value }) => {
        const bounds = `${ADMIN_KEY_MIN_CHARACTERS} to ${ADMIN_KEY_MAX_CHARACTERS}`;
        throw new Error(`must be ${bounds} random characters without blanks; it has ${String(value).length}`);
      })
      .optional(),
  },
  CONFIRM_BY: {
    section: "Access",
    meaning: "`holder`: the booking's token or an API key confirms a booking. `staff`: only an API key does",
    schema: oneOf("holder", "staff").default("holder"),
  },
  RATE_LIMIT: {
    section: "Limits",
    meaning: "Whether requests and holds are limited; `off` only for measuring",
    schema: oneOf("on", "off").default("on"),
  },
  RATE_LIMIT_REQUESTS_PER_MINUTE: {
    section: "Limits",
    meaning: "Requests from one address in a minute",
    schema: limit(REQUESTS_MAX, "of requests", 6_000),
  },
  RATE_LIMIT_KEY_REQUESTS_PER_MINUTE: {
    section: "Limits",
    meaning: "Requests with one API key in a minute",
    schema: limit(REQUESTS_MAX, "of requests", 60_000),
  },
  RATE_LIMIT_FAILURES_PER_MINUTE: {
    section: "Limits",
    meaning:
      "Requests from one address in a minute with a wrong key or token, or for a booking or entry that does not exist",
    schema: limit(REQUESTS_MAX, "of failures", 300),
  },
  MAX_HOLDS_PER_CONTACT: {
    section: "Limits",
    meaning: "Live holds of one contact, on all slots",
    schema: limit(HOLDS_MAX, "of holds", 20),
  },
  MAX_HOLDS_PER_ADDRESS: {
    section: "Limits",
    meaning: "Live holds from one address, on all slots",
    schema: limit(HOLDS_MAX, "of holds", 1_000),
  },
  MAX_SLOT_SHARE_PER_CONTACT_PERCENT: {
    section: "Limits",
    meaning: "Share of a slot's capacity in live holds of one contact, but never less than 20 places",
    schema: percent(10),
  },
  MAX_SLOT_SHARE_PER_ADDRESS_PERCENT: {
    section: "Limits",
    meaning: "Share of a slot's capacity in live holds from one address, but never less than 50 places",
    schema: percent(50),
  },
  MAX_PLACES_PER_CONTACT: {
    section: "Limits",
    meaning:
      "Places of one slot in live holds and confirmed bookings of one contact, beyond which only staff book more",
    schema: limit(PLACES_MAX, "of places", 100),
  },
  WEBHOOK_ALLOW_PRIVATE: {
    section: "Webhooks",
    meaning:
      "`on`: webhooks may have `http:` and private addresses, so an admin can make the server send to machines beside it; for tests",
    schema: oneOf("on", "off").default("off"),
  },
  NODE_ENV: {
    section: "Process",
    meaning: "In `production` the log is JSON lines, and `AUTH` is `required` unless it is set",
    schema: oneOf("development", "test", "production").default("development"),
  },
  CLUSTER: {
    section: "Process",
    meaning:
      "Server processes behind the one port, and a worker process beside them; `auto`: one for each CPU. Unset: a single process does everything",
    schema: clusterSize,
  },
  WORKER: {
    section: "Process",
    meaning: "Whether this process, or this cluster, runs the background jobs; at least one should",
    schema: oneOf("on", "off").default("on"),
  },
  LOG_LEVEL: {
    section: "Process",
    meaning: "The lowest level that is logged",
    schema: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent").default("info"),
  },
} as const satisfies Record<string, Variable>;

type ValueOf<Name extends keyof typeof VARIABLES> = z.output<(typeof VARIABLES)[Name]["schema"]>;

/** The checked configuration of one process. */
export interface Config extends LogSettings {
  /** Undefined: the embedded PostgreSQL, with its data in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** A replica for reads, and how late its data may be; undefined: there is none. */
  replica: { url: string; maxLagMilliseconds: number } | undefined;
  /** A TCP port; 0 picks a free one. */
  port: number;
  host: string;
  /** The lifetime of a hold, in seconds. */
  holdSeconds: number;
  /** The longest lifetime of a hold that is extended, from its creation, in seconds. */
  maxHoldSeconds: number;
  /** The lifetime of a hold that was promoted from the waitlist, in seconds. */
  waitlistHoldSeconds: number;
  /** The language of customers who have chosen none. */
  language: Language;
  /** Whether pages are served beside the API. */
  hasPages: boolean;
  /** The origins of other sites whose pages may show the visitor's in a frame. */
  embedOrigins: string[];
  /** The address of this server for customers, without a slash at its end. */
  publicUrl: string | undefined;
  /** How mails are sent; undefined: there are none. */
  mail: MailSettings | undefined;
  access: AccessSettings;
  /** A key with the role admin, valid while the variable is set. */
  adminApiKey: string | undefined;
  /** Undefined: there are no rate limits. */
  limits: { requests: RequestLimitSettings; holds: HoldLimitSettings } | undefined;
  /** Whether webhooks may have `http:` and private addresses. */
  allowPrivateWebhooks: boolean;
  /** The origins whose pages may call from a browser. */
  corsOrigins: string[];
  /** The server processes; undefined: this process does everything. */
  cluster: number | "auto" | undefined;
  /** Whether this process, or this cluster, runs the background jobs. */
  worker: boolean;
  logLevel: ValueOf<"LOG_LEVEL">;
}

/** Reads one variable. */
type Read = <Name extends keyof typeof VARIABLES>(name: Name) => ValueOf<Name>;

/**
 * Sets the variables of the working directory's `.env`, if there is one; those that are set already stay.
 * @throws Error if the file cannot be read
 */
export function loadEnvFile(): void {
  if (!existsSync(".env")) return;
  // A byte order mark would become part of the first name.
  const text = readFileSync(".env", "utf8").replace(/^\uFEFF/, "");
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
}

/**
 * Reads the configuration from environment variables; an empty one counts as unset.
 * @throws ConfigError naming the first variable that is unusable
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read: Read = (name) => {
    try {
      const value = environment[name]?.trim() || undefined;
      return VARIABLES[name].schema.parse(value) as never;
    } catch (error) {
      throw new ConfigError(`${name} ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const production = read("NODE_ENV") === "production";
  const isRequired = (read("AUTH") ?? (production ? "required" : "open")) === "required";
  return {
    databaseUrl: read("DATABASE_URL"),
    dataDir: read("DATA_DIR"),
    replica: readReplica(read),
    port: read("PORT"),
    host: read("HOST"),
    holdSeconds: read("BOOKING_EXPIRY_SECONDS"),
    maxHoldSeconds: read("MAX_HOLD_SECONDS"),
    waitlistHoldSeconds: read("WAITLIST_HOLD_SECONDS"),
    language: read("LANGUAGE"),
    hasPages: read("HOLDFAST_PAGES") === "on",
    embedOrigins: read("EMBED_ORIGINS"),
    publicUrl: read("PUBLIC_URL"),
    mail: readMail(read),
    production,
    access: { isRequired, confirmBy: read("CONFIRM_BY") },
    adminApiKey: read("ADMIN_API_KEY"),
    limits: read("RATE_LIMIT") === "on" ? readLimits(read, !isRequired) : undefined,
    allowPrivateWebhooks: read("WEBHOOK_ALLOW_PRIVATE") === "on",
    corsOrigins: read("CORS_ORIGINS"),
    cluster: read("CLUSTER"),
    worker: read("WORKER") === "on",
    logLevel: read("LOG_LEVEL"),
  };
}

function readReplica(read: Read): Config["replica"] {
  const url = read("DATABASE_READ_URL");
  const maxLagMilliseconds = read("READ_MAX_LAG_MILLISECONDS");
  return url === undefined ? undefined : { url, maxLagMilliseconds };
}

function readMail(read: Read): Config["mail"] {
  const smtpUrl = read("SMTP_URL");
  const from = read("MAIL_FROM");
  const reminderHours = read("REMINDER_HOURS");
  if (smtpUrl === undefined) return undefined;
  if (from === undefined) throw new ConfigError("MAIL_FROM must be set where SMTP_URL is");
  return { smtpUrl, from, reminderHours };
}

function readLimits(read: Read, isOpen: boolean): NonNullable<Config["limits"]> {
  return {
    requests: {
      requestsPerMinute: read("RATE_LIMIT_REQUESTS_PER_MINUTE"),
      keyRequestsPerMinute: read("RATE_LIMIT_KEY_REQUESTS_PER_MINUTE"),
      failuresPerMinute: read("RATE_LIMIT_FAILURES_PER_MINUTE"),
      trustedProxies: read("TRUST_PROXY"),
      isOpen,
    },
    holds: {
      maxHoldsPerContact: read("MAX_HOLDS_PER_CONTACT"),
      maxHoldsPerAddress: read("MAX_HOLDS_PER_ADDRESS"),
      maxSlotSharePerContactPercent: read("MAX_SLOT_SHARE_PER_CONTACT_PERCENT"),
      maxSlotSharePerAddressPercent: read("MAX_SLOT_SHARE_PER_ADDRESS_PERCENT"),
      maxPlacesPerContact: read("MAX_PLACES_PER_CONTACT"),
    },
  };
}
