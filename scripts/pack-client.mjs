/**
 * `npm run pack:client`: makes the client's package in `dist`. Where the checkout's `origin` is a public address, the package
 * names it as its repository, because npm compares that with the provenance.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");

/**
 * The fields of a manifest that name the repository.
 * @param {string | undefined} origin the URL of git's remote; over SSH it is the same place over HTTPS
 * @returns {Record<string, unknown>} nothing where it is no public address
 */
export function repositoryFields(origin) {
  const place =
    /^(?:https:\/\/(?:[^@/]*@)?|ssh:\/\/git@|git@)([\w-]+(?:\.[\w-]+)+)[/:](.+?)(?:\.git)?\/?$/.exec(
      origin ?? "",
    );
  if (!place) return {};
  const page = `https://${place[1]}/${place[2]}`;
  return {
    repository: { type: "git", url: `git+${page}.git`, directory: "packages/client" },
    homepage: `${page}/tree/main/packages/client#readme`,
    bugs: `${page}/issues`,
  };
}

/** The URL of the checkout's remote `origin`; undefined where there is none. */
function originUrl() {
  try {
    return execFileSync("git", ["-C", root, "remote", "get-url", "origin"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

function packClient() {
  const run = (file, args, cwd) => execFileSync(file, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  const dist = join(root, "dist");
  const work = mkdtempSync(join(tmpdir(), "holdfast-client-"));
  try {
    mkdirSync(dist, { recursive: true });
    run("pnpm", ["pack", "--out", join(work, "packed.tgz")], join(root, "packages/client"));
    run("tar", ["-xzf", "packed.tgz"], work);
    const file = join(work, "package", "package.json");
    const fields = repositoryFields(originUrl());
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, `${JSON.stringify({ ...manifest, ...fields }, null, 2)}\n`);
    const args = ["pack", "--ignore-scripts", "--pack-destination", dist];
    console.log(join("dist", String(run("npm", args, join(work, "package"))).trim()));
    if (!fields.repository) console.log("It names no repository: the remote `origin` is no public address.");
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) packClient();
