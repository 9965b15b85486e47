import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/* The browser of the tests. It arrives as a package: a browser that is downloaded at the install may not arrive at all. */

/** Starts Chromium without a window, or the browser at `CHROME_PATH`. The caller closes it. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"] || (await packed.executablePath());
  // Root, as which CI may run, has no sandbox. The pages are our own.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
