import { defineConfig } from "vite";

// biome-ignore lint/style/noDefaultExport: Vite reads it
export default defineConfig({
  server: { proxy: { "/trpc": process.env.HOLDFAST_URL ?? "http://localhost:4000" } },
});
