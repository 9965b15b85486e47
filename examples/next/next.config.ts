import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  // The packages of this repository lie above the example. A project of its own needs no such line.
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};

// biome-ignore lint/style/noDefaultExport: Next.js reads it
export default config;
