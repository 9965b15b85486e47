import { spawnSync } from "node:child_process";
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
    production: false,
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
    NODE_ENV: "production",
    AUTH: "open",
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
    production: true,
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
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "postgres://one:5432,two:port/x"],
  ["DATABASE_URL", "localhost:5432/x"],
  ["NODE_ENV", "prod"],
  ["WORKER", "yes"],
  ["AUTH", "required"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused by name, in one line", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be [^\\n]+$`));
});

test("the process says so and ends with 1", () => {
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [main], {
    env: { PORT: "eighty" },
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: "",
    stderr: 'PORT must be a whole number (a TCP port; 0 takes a free one) from 0 to 65535; it is "eighty"\n',
  });
});
