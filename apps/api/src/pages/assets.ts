import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { guard } from "../auth/index.ts";
import { digestOf, type Env, servingFile } from "../http/index.ts";

/* The files that pages load. Their names have a digest of what is in them, so browsers keep them for a year. */

const BUILT = new URL("../../dist/pages/", import.meta.url);
const STYLE_NAMES = [
  "brand",
  "base",
  "layout",
  "parts",
  "forms",
  "home",
  "calendar",
  "slot",
  "booking",
  "frame",
];
/** The files of the one style, in their order. */
const STYLES = STYLE_NAMES.map((name) => new URL(`style/${name}.css`, import.meta.url));
const ROOT = "/assets/";
const EMBED_SCRIPT = "embed.js";
const OF_OTHER_SITES = { "Cross-Origin-Resource-Policy": "cross-origin" };

/** The files that pages load, by the addresses under which they are served. */
export interface Assets {
  style: string;
  /** The script of every page. */
  script: string;
  /** The script of pages in a frame, to be run before the first paint. */
  framedScript: string;
  /** Serves the files. */
  mount(app: OpenAPIHono<Env>): void;
}

/** What the build of the scripts writes beside them: the file of each entry, and all files. */
interface Manifest {
  entries: Record<string, string>;
  files: string[];
}

/** The manifest, and the content of each file by its name. */
interface Built extends Pick<Manifest, "entries"> {
  scripts: ReadonlyMap<string, Buffer>;
}

function readBuilt(directory: URL): Built {
  const read = (name: string) => readFileSync(new URL(name, directory));
  try {
    const { entries, files }: Manifest = JSON.parse(read("manifest.json").toString());
    return { entries, scripts: new Map(files.map((name) => [name, read(name)])) };
  } catch (cause) {
    throw new Error("the pages' scripts are not built: run `npm run build`, or set HOLDFAST_PAGES=off", {
      cause,
    });
  }
}

/**
 * Reads all files now, so that another build beside the running server takes nothing from it.
 * @throws Error where the scripts are not built
 */
export function readAssets(directory = BUILT): Assets {
  const { entries, scripts } = readBuilt(directory);
  const style = Buffer.concat(STYLES.map((file) => readFileSync(file)));
  const styleName = `style-${digestOf(style)}.css`;
  const addressOf = (entry: string) => {
    const file = entries[entry];
    if (file === undefined) throw new Error(`the build of the pages' scripts has no ${entry}`);
    return ROOT + file;
  };
  return {
    style: ROOT + styleName,
    script: addressOf("main"),
    framedScript: addressOf("framed"),
    mount(app) {
      for (const [name, content] of [[styleName, style] as const, ...scripts]) {
        // The address of the script that other sites load stays, so a browser asks each time whether it has changed.
        const isEmbedScript = name === EMBED_SCRIPT;
        const path = isEmbedScript ? `/${name}` : ROOT + name;
        const options = isEmbedScript ? { headers: OF_OTHER_SITES } : { isKept: true };
        app.get(path, guard("probe"), servingFile(name, content, options));
      }
    },
  };
}
