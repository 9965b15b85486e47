import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { type CookieOptions, serialize } from "hono/utils/cookie";
import type { Env } from "../http/index.ts";
import { embeddedCookie } from "./embedding.ts";
import type { Site } from "./site.ts";

const DAY_SECONDS = 24 * 60 * 60;
/** As long as browsers keep a cookie at most: a show may be a year away. */
const KEPT_DAYS = 400;

/** How every cookie of the pages is sent: the one place that decides it. */
const attributesOf = (c: Context<Env>, site: Site, path: string): CookieOptions => ({
  path,
  httpOnly: true,
  sameSite: "Lax",
  secure: isBehindHttps(c, site),
  maxAge: KEPT_DAYS * DAY_SECONDS,
  ...embeddedCookie(c, isBehindHttps(c, site)),
});

/** Whether visitors come by https. A request that claims it wrongly only keeps its own cookie from being sent back. */
const isBehindHttps = (c: Context<Env>, { publicUrl }: Site): boolean =>
  publicUrl?.startsWith("https:") ?? /^https(?:\s*,|$)/i.test(c.req.header("X-Forwarded-Proto") ?? "");

/** The header that gives a browser a cookie. */
export const giveCookie = (c: Context<Env>, site: Site, name: string, value: string, path: string) => ({
  "Set-Cookie": serialize(name, value, attributesOf(c, site, path)),
});

/** What has a token, and a page below its letter. */
export const HOLDERS = { booking: "/b", entry: "/w" } as const;
export type Held = keyof typeof HOLDERS;

const tokenCookie = (held: Held, id: string): string => `holdfast_${held}_${id.toLowerCase()}`;

/** The header that lets a browser open a booking, or an entry, again. The cookie goes to its pages alone. */
export const giveToken = (c: Context<Env>, site: Site, held: Held, id: string, token: string) =>
  giveCookie(c, site, tokenCookie(held, id), token, `${HOLDERS[held]}/${id}`);

/** The token that a browser has of the booking, or the entry, in the path. */
export const tokenOf = (c: Context<Env>, held: Held): string | undefined =>
  getCookie(c, tokenCookie(held, c.req.param("id") ?? ""));
