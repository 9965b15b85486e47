import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.HOLDFAST_URL ?? "http://localhost:4000";
/** A browser lets a page call only the server that the page came from. */
const proxy = { "/trpc": server };

// biome-ignore lint/style/noDefaultExport: Vite reads it
export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
