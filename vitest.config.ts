import { defineConfig } from "vitest/config";

const TEST_TIMEOUT_MILLISECONDS = 60_000;

/** The files that start servers, browsers or other programs, or that look at the memory of their own. */
const WITH_PROCESSES = [
  "test/**/*.test.ts",
  "apps/api/test/{cluster,config,postman,processes,shared-reads,start,tls}.test.ts",
  "packages/client/test/{client,outside,watch}.test.ts",
  "packages/db/test/pipelined-driver.test.ts",
  "packages/embedded-postgres/test/**/*.test.ts",
];

const common = {
  // As apps/api/src/pages/tsx.ts compiles the pages.
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
} as const;
const timeouts = { testTimeout: TEST_TIMEOUT_MILLISECONDS, hookTimeout: TEST_TIMEOUT_MILLISECONDS };

export default defineConfig({
  test: {
    globalSetup: ["./test/global-setup.ts"],
    // Files share one PostgreSQL; each has a database of its own. On two CPUs a third works while others wait for a process.
    maxWorkers: 3,
    projects: [
      {
        ...common,
        // The first by name, and so the first to run: most take long, and at the end one worker would wait for them.
        test: { ...timeouts, name: "processes", include: WITH_PROCESSES },
      },
      {
        ...common,
        test: {
          ...timeouts,
          name: "verbs",
          include: ["{apps,packages}/*/test/**/*.test.ts"],
          exclude: WITH_PROCESSES,
          // The files of a worker share its modules: a file leaves no mock, timer or variable behind.
          isolate: false,
        },
      },
    ],
  },
});
