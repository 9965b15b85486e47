import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CONSOLE = fileURLToPath(new URL("../../apps/console", import.meta.url));

/** What the console's pages may do: the policy under which they have to work. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
].join("; ");

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** The console in front of a server of the API, at one origin. */
export interface ServedConsole {
  url: string;
  close: () => Promise<void>;
}

/** Builds the console and serves it below `/admin`; everything else is answered by the API. */
export async function serveConsole(apiUrl: string): Promise<ServedConsole> {
  const dist = await mkdtemp(join(tmpdir(), "holdfast-console-"));
  const args = ["run", "--silent", "build", "--", "--outDir", dist, "--emptyOutDir"];
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: CONSOLE, encoding: "utf8" });
  if (status !== 0) throw new Error(`the console cannot be built:\n${stdout}${stderr}`);
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url ?? "/", apiUrl);
    const isPage = pathname.startsWith("/admin") && pathname !== "/admin/session";
    if (isPage) answerFile(join(dist, pathname.slice("/admin".length)), dist, response);
    else passOn(apiUrl, incoming, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(dist, { recursive: true });
    },
  };
}

/** A file of the build; every other path is one of the console's own, and has its page. */
async function answerFile(path: string, dist: string, response: ServerResponse): Promise<void> {
  const found = await readFile(path).catch(() => null);
  const body = found ?? (await readFile(join(dist, "index.html")));
  const type = TYPES[found ? extname(path) : ".html"] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": POLICY }).end(body);
}

function passOn(apiUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method = "GET", headers, url = "/" } = incoming;
  const outgoing = request(new URL(url, apiUrl), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on("error", () => response.destroy());
  response.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}
