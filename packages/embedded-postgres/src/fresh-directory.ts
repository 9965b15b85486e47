import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf } from "./errors.ts";

/** The name of a fresh directory: `.new-`, the id of its process, mkdtemp's six characters. */
const NAME = /^\.new-(\d+)-\w{6}$/;

/**
 * Makes a directory and its missing parents. Node's own `recursive` never ends in a place such as /proc: it takes the
 * ENOENT for a missing parent, and makes the existing parent again and again.
 */
export async function ensureDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (await isDirectory(path)) return;
    const parent = dirname(path);
    if (codeOf(error) !== "ENOENT" || (await isDirectory(parent))) throw error;
    await ensureDirectory(parent);
    await mkdir(path).catch(async (again: unknown) => {
      if (!(await isDirectory(path))) throw again; // else another process made it
    });
  }
}

const isDirectory = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Makes a hidden directory to be filled and then published; removes those of killed processes.
 * @returns its path, below `parent`
 */
export async function freshDirectory(parent: string): Promise<string> {
  for (const name of await readdir(parent)) {
    const maker = NAME.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) {
      // A program of the killed process may still write there; a later start removes it then.
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
    }
  }
  return mkdtemp(join(parent, `.new-${process.pid}-`));
}

/** Gives a filled directory its name. An existing directory of that name stays, and the new one is removed. */
export async function publish(fresh: string, name: string): Promise<void> {
  try {
    await rename(fresh, name);
  } catch (error) {
    if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
    await rm(fresh, { recursive: true, force: true });
  }
}

/** @returns whether a process has this id, whoever owns it */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
