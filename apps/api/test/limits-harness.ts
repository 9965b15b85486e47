import { createServices, HoldLimits } from "@holdfast/core";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { RequestLimits } from "../src/limits/request-limits.ts";
import { type Call, caller, secondsOf, type TestApp } from "./harness.ts";

/** Says from which address requests come. */
export type From = (address: string, headers?: Record<string, string>) => Call;

/** The application of `api` once more, with limits as the environment sets them. */
export function limitedApp(api: TestApp, environment: Record<string, string>, isOpen = true) {
  const { limits, corsOrigins } = readConfig(environment);
  const requestLimits = limits && new RequestLimits({ ...limits.requests, isOpen });
  const holdLimits = limits && new HoldLimits({ db: api.db, holdSeconds: 120, ...limits.holds });
  const services = createServices({ ...api, ...secondsOf(120), holdLimits });
  const app = createApp({ ...api, ...services, keys: api.keys, requestLimits, corsOrigins });
  const from: From = (address, headers = {}) =>
    caller(async (path, init) => {
      const incoming = { socket: { remoteAddress: address }, headers };
      return app.request(path, { ...init, headers: { ...headers, ...init.headers } }, { incoming });
    });
  return { app, from, holdLimits };
}
