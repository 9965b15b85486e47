/** Builds what browsers load for scripts/run.mjs: once, and again when one of its sources has changed. */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { failure } from "./install.mjs";

/** What is built: the command, the sources that its result depends on, and the file that it writes last. */
const BUILDS = [
  {
    name: "pages",
    cwd: "apps/api",
    args: ["scripts/build-pages.ts"],
    sources: ["apps/api/scripts/build-pages.ts", "apps/api/src/pages", "packages/client/src"],
    output: "apps/api/dist/pages/manifest.json",
  },
  {
    name: "console",
    cwd: "apps/console",
    args: ["node_modules/vite/bin/vite.js", "build"],
    sources: ["apps/console", "packages/client/src", "tsconfig.base.json"],
    output: "apps/console/dist/index.html",
  },
];

/** The files at or below a path, in a fixed order. */
function filesIn(root, path) {
  const stat = fs.statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [path];
  const names = fs.readdirSync(join(root, path)).sort();
  return names.filter((name) => !IGNORED.has(name)).flatMap((name) => filesIn(root, join(path, name)));
}

/** What stands beside sources, and is none. */
const IGNORED = new Set(["node_modules", "dist", "test"]);

/** One hash of all that a build depends on; the lockfile stands for the dependencies. */
function fingerprint(root, { sources, args }) {
  const hash = createHash("sha256").update(args.join(" "));
  for (const file of ["pnpm-lock.yaml", ...sources.flatMap((path) => filesIn(root, path))]) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

const stampFile = (root, { name }) => join(root, ".cache", `built-${name}`);

function isBuilt(root, build, hash) {
  if (!fs.existsSync(join(root, build.output))) return false;
  const stamp = stampFile(root, build);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash;
}

/**
 * Builds what is not built, or of other sources. Two that build at once write the same
 * files, whose names tell what is in them.
 * @param node the path of the pinned Node.js
 */
export async function ensureBuilt({ root, env, run, node }) {
  for (const build of BUILDS) {
    const hash = fingerprint(root, build);
    if (isBuilt(root, build, hash)) continue;
    process.stderr.write(`Building the ${build.name} …\n`);
    // Else React's own checks come along, and the console is too large.
    const options = {
      cwd: join(root, build.cwd),
      env: { ...env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    };
    const { code, output, isStopped } = await run(node, build.args, options);
    if (isStopped) throw failure("stopped while building", code === 0 ? 1 : code);
    if (code !== 0) throw failure(`the ${build.name} cannot be built:\n${output}`, code);
    fs.mkdirSync(dirname(stampFile(root, build)), { recursive: true });
    fs.writeFileSync(stampFile(root, build), hash);
  }
}
