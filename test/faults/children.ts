import type { ChildProcess } from "node:child_process";

/* No child of the suite may outlive it, however it ends. */

const living = new Set<ChildProcess>();

/** Has a process killed when this one ends. */
export function endWithUs(child: ChildProcess): void {
  if (living.size === 0) {
    process.once("exit", killAll);
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, stop);
  }
  living.add(child);
  child.once("exit", () => {
    living.delete(child);
    if (living.size > 0) return;
    process.off("exit", killAll);
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(name, stop);
  });
}

function killAll(): void {
  for (const child of living) child.kill("SIGKILL");
}

function stop(): void {
  killAll();
  process.exit(1);
}
