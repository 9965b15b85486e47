import { fileURLToPath } from "node:url";
import locales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoad } from "./scripts/first-load.js";

const server = process.env.HOLDFAST_URL ?? "http://localhost:4000";
const proxy = { "/trpc": server, "/api": server, "/admin/session": server };

// biome-ignore lint/style/noDefaultExport: Vite reads it
export default defineConfig({
  base: "/admin/",
  plugins: [react(), locales.vite({ locales: ["en-US", "de-DE"] }), firstLoad()],
  resolve: {
    // The source: building the client takes a compiler, which a production install lacks.
    alias: {
      "@holdfast/client": fileURLToPath(
        new URL("./node_modules/@holdfast/client/src/index.ts", import.meta.url),
      ),
    },
    dedupe: ["@trpc/client", "@trpc/server"],
  },
  // A data: URL of a script or a font is nothing that the policy of these pages allows.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy },
  preview: { proxy },
});
