import { defineConfig } from "vitest/config";

const TEST_TIMEOUT_MILLISECONDS = 60_000;

export default defineConfig({
  // As apps/api/src/pages/tsx.ts compiles the pages.
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include: ["{apps,packages}/*/test/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["./test/global-setup.ts"],
    testTimeout: TEST_TIMEOUT_MILLISECONDS,
    hookTimeout: TEST_TIMEOUT_MILLISECONDS,
    // Files share one PostgreSQL; each has a database of its own.
    maxWorkers: 2,
  },
});
