import { execFile } from "node:child_process";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunnableCluster } from "@holdfast/embedded-postgres/testing";

/* A small disk to fill: a tmpfs, which only root may mount. */

const execute = promisify(execFile);
const CHUNK_BYTES = 64 * 1024;

export interface SmallDisk {
  /** Leaves no byte free. */
  fill: () => Promise<void>;
  free: () => Promise<void>;
  unmount: () => Promise<void>;
}

export async function whyNoSmallDisk(): Promise<string | undefined> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-disk-"));
  try {
    const disk = await mountSmallDisk(directory, 1);
    await disk.unmount();
    return undefined;
  } catch {
    return "a file system of a given size cannot be mounted here: it takes root";
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Moves the write-ahead log of a stopped cluster to a disk of its own. */
export async function moveWal({ pgData, account }: RunnableCluster, mebibytes: number): Promise<SmallDisk> {
  const log = join(pgData, "pg_wal");
  const kept = join(pgData, "..", "pg_wal");
  await execute("mv", [log, kept]);
  await mkdir(log);
  const disk = await mountSmallDisk(log, mebibytes);
  await execute("cp", ["-a", `${kept}/.`, log]);
  if (account) await execute("chown", [`${account.uid}:${account.gid}`, log]);
  await rm(kept, { recursive: true });
  return disk;
}

async function mountSmallDisk(directory: string, mebibytes: number): Promise<SmallDisk> {
  await execute("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0700`, "tmpfs", directory]);
  const ballast = join(directory, "ballast");
  return {
    fill: async () => {
      const file = await open(ballast, "w");
      try {
        for (;;) await file.write(Buffer.alloc(CHUNK_BYTES));
      } catch (error) {
        if (Object(error).code !== "ENOSPC") throw error;
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast, { force: true }),
    unmount: async () => {
      await execute("umount", [directory]);
    },
  };
}
