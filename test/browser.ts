import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/* The browser of the tests. It arrives as a package: a browser that is downloaded at the install may not arrive at all. */

/** Starts Chromium without a window. The caller closes it. */
export async function startBrowser(): Promise<Browser> {
  // Root, as which CI may run, has no sandbox. The pages are our own.
  return chromium.launch({ executablePath: await packed.executablePath(), args: ["--no-sandbox"] });
}
