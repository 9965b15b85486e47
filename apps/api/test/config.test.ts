import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

test("an empty environment gives the defaults", () => {
  expect(readConfig({})).toEqual({
    databaseUrl: undefined,
    dataDir: ".data",
    port: 4000,
    host: "127.0.0.1",
    holdSeconds: 120,
    maxHoldSeconds: 900,
    waitlistHoldSeconds: 3600,
    hasPages: true,
    embedOrigins: [],
    language: "en",
    publicUrl: undefined,
    mail: undefined,
    production: false,
    access: { isRequired: false, confirmBy: "holder" },
    adminApiKey: undefined,
    limits: {
      requests: {
        requestsPerMinute: 6_000,
        keyRequestsPerMinute: 60_000,
        failuresPerMinute: 300,
        trustedProxies: undefined,
        isOpen: true,
      },
      holds: {
        maxHoldsPerContact: 20,
        maxHoldsPerAddress: 1_000,
        maxSlotSharePerContactPercent: 10,
        maxSlotSharePerAddressPercent: 50,
        maxPlacesPerContact: 100,
      },
    },
    allowPrivateWebhooks: false,
    corsOrigins: [],
    worker: true,
    logLevel: "info",
  });
});

test("every variable is read; an empty one counts as unset", () => {
  const environment = {
    DATABASE_URL: "postgres://u:p@h:5433/d?sslmode=require",
    DATA_DIR: "/var/data",
    PORT: "0",
    HOST: "0.0.0.0",
    BOOKING_EXPIRY_SECONDS: "2",
    MAX_HOLD_SECONDS: "300",
    WAITLIST_HOLD_SECONDS: "600",
    NODE_ENV: "production",
    AUTH: "open",
    ADMIN_API_KEY: "0123456789abcdef0123456789abcdef",
    CONFIRM_BY: "staff",
    PUBLIC_URL: "https://t.example.org/",
    HOLDFAST_PAGES: "off",
    EMBED_ORIGINS: "https://clinic.example",
    LANGUAGE: "de",
    SMTP_URL: "smtps://me:secret@mail.example.org",
    MAIL_FROM: "tickets@example.org",
    REMINDER_HOURS: "0",
    RATE_LIMIT: "on",
    RATE_LIMIT_REQUESTS_PER_MINUTE: "1",
    RATE_LIMIT_KEY_REQUESTS_PER_MINUTE: "2",
    RATE_LIMIT_FAILURES_PER_MINUTE: "3",
    MAX_HOLDS_PER_CONTACT: "4",
    MAX_HOLDS_PER_ADDRESS: "5",
    MAX_SLOT_SHARE_PER_CONTACT_PERCENT: "6",
    MAX_SLOT_SHARE_PER_ADDRESS_PERCENT: "7",
    MAX_PLACES_PER_CONTACT: "8",
    TRUST_PROXY: "2",
    WEBHOOK_ALLOW_PRIVATE: "on",
    CORS_ORIGINS: "https://a.example, http://localhost:3000",
    CLUSTER: "3",
    WORKER: "off",
    LOG_LEVEL: "",
  };
  expect(readConfig(environment)).toEqual({
    databaseUrl: environment.DATABASE_URL,
    dataDir: "/var/data",
    port: 0,
    host: "0.0.0.0",
    holdSeconds: 2,
    maxHoldSeconds: 300,
    waitlistHoldSeconds: 600,
    hasPages: false,
    embedOrigins: ["https://clinic.example"],
    language: "de",
    publicUrl: "https://t.example.org",
    mail: { smtpUrl: environment.SMTP_URL, from: "tickets@example.org", reminderHours: 0 },
    production: true,
    access: { isRequired: false, confirmBy: "staff" },
    adminApiKey: environment.ADMIN_API_KEY,
    limits: {
      requests: {
        requestsPerMinute: 1,
        keyRequestsPerMinute: 2,
        failuresPerMinute: 3,
        trustedProxies: 2,
        isOpen: true,
      },
      holds: {
        maxHoldsPerContact: 4,
        maxHoldsPerAddress: 5,
        maxSlotSharePerContactPercent: 6,
        maxSlotSharePerAddressPercent: 7,
        maxPlacesPerContact: 8,
      },
    },
    allowPrivateWebhooks: true,
    corsOrigins: ["https://a.example", "http://localhost:3000"],
    cluster: 3,
    worker: false,
    logLevel: "info",
  });
});

test.each([
  ["PORT", "65536"],
  ["PORT", "http"],
  ["BOOKING_EXPIRY_SECONDS", "0"],
  ["BOOKING_EXPIRY_SECONDS", "1.5"],
  ["BOOKING_EXPIRY_SECONDS", "86401"],
  ["MAX_HOLD_SECONDS", "604801"],
  ["WAITLIST_HOLD_SECONDS", "0"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "postgres://one:5432,two:port/x"],
  ["DATABASE_URL", "localhost:5432/x"],
  ["DATABASE_URL", "postgres://h/x?sslmode=prefer"],
  ["DATABASE_URL", "postgres://h/x?sslmode=Require"],
  ["NODE_ENV", "prod"],
  ["WORKER", "yes"],
  ["WEBHOOK_ALLOW_PRIVATE", "true"],
  ["AUTH", "closed"],
  ["CONFIRM_BY", "everybody"],
  ["ADMIN_API_KEY", "23-characters-are-short"],
  ["ADMIN_API_KEY", "a key with blanks is no good key"],
  ["PUBLIC_URL", "t.example.org"],
  ["PUBLIC_URL", "https://t.example.org/?x"],
  ["LANGUAGE", "fr"],
  ["SMTP_URL", "http://mail.example.org"],
  ["SMTP_URL", "smtp://"],
  ["MAIL_FROM", "Tickets <tickets@example.org>"],
  ["REMINDER_HOURS", "337"],
  ["LOG_LEVEL", "loud"],
  ["RATE_LIMIT", "yes"],
  ["RATE_LIMIT_REQUESTS_PER_MINUTE", "0"],
  ["MAX_SLOT_SHARE_PER_CONTACT_PERCENT", "101"],
  ["TRUST_PROXY", "0"],
  ["TRUST_PROXY", "true"],
  ["TRUST_PROXY", "10.0.0.0/33"],
  ["TRUST_PROXY", "0.0.0.0/0"],
  ["TRUST_PROXY", "10.0.0.1,::/0"],
  ["TRUST_PROXY", "10.0.0.0/8,proxy.example"],
  ["CORS_ORIGINS", "*"],
  ["CORS_ORIGINS", "https://a.example/"],
  ["EMBED_ORIGINS", "https://*.example.org"],
  ["EMBED_ORIGINS", "https://a.example; script-src https://b.example"],
  ["CORS_ORIGINS", "a.example"],
  ["CORS_ORIGINS", "ftp://x"],
  ["CORS_ORIGINS", "https://a.example,ws://a.example"],
])("%s=%s is refused by name, in one line", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be [^\\n]+$`));
});

test("AUTH is required in production, and open elsewhere, unless it is said", () => {
  const isRequired = (environment: NodeJS.ProcessEnv) => readConfig(environment).access.isRequired;
  expect(isRequired({ NODE_ENV: "production" })).toBe(true);
  expect(isRequired({ NODE_ENV: "test" })).toBe(false);
  expect(isRequired({ AUTH: "required" })).toBe(true);
  expect(isRequired({ NODE_ENV: "production", AUTH: "open" })).toBe(false);
});

test("an unusable ADMIN_API_KEY is not repeated in the message", () => {
  expect(() => readConfig({ ADMIN_API_KEY: "a-short-secret" })).toThrow(
    "ADMIN_API_KEY must be 24 to 255 random characters without blanks; it has 14",
  );
});

/** What the process says that cannot start with this environment. */
function refused(env: Record<string, string>, cwd?: string) {
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [main], { env, cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}

const mustBePort = (value: string) =>
  `PORT must be a whole number (a TCP port; 0 takes a free one) from 0 to 65535; it is ${JSON.stringify(value)}\n`;

test("the process says so and ends with 1", () => {
  expect(refused({ PORT: "eighty" })).toEqual({ status: 1, stdout: "", stderr: mustBePort("eighty") });
});

test("a .env is read, also behind a byte order mark; what is set already counts more", () => {
  const directory = mkdtempSync(join(tmpdir(), "holdfast-test-"));
  writeFileSync(join(directory, ".env"), "\uFEFFPORT=eighty # too many\nNODE_ENV=test\n");
  const unusable = { LOG_LEVEL: "loud" }; // so that nothing starts where the file is not read
  expect(refused(unusable, directory).stderr).toBe(mustBePort("eighty"));
  expect(refused({ ...unusable, PORT: "ninety" }, directory).stderr).toBe(mustBePort("ninety"));
  rmSync(directory, { recursive: true });
});

test("mails need a sender, and no message has the password of the mail server", () => {
  const SMTP_URL = "smtp://me:secret@mail.example.org:587";
  expect(() => readConfig({ SMTP_URL })).toThrow("MAIL_FROM must be set where SMTP_URL is");
  expect(readConfig({ MAIL_FROM: "a@b.example" }).mail).toBeUndefined();
  expect(() => readConfig({ SMTP_URL: "smtp:/me:secret@mail" })).toThrow(/^SMTP_URL must be (?!.*secret)/);
});
