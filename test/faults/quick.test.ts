import { platform } from "node:os";
import { describe, expect, test } from "vitest";
import { play } from "./scenario.ts";
import { apiKilledAfterCommit, postgresKilled } from "./scenarios/crashes.ts";
import { confirmAtExpiry, workerKilledInRelease } from "./scenarios/expiry.ts";
import { resetAfterCommit } from "./scenarios/network.ts";

/* The five worst faults, each with one seed. `npm run test:faults` has all faults and more seeds. */

const SEED_VARIABLE = "HOLDFAST_FAULTS_SEED";
const seed = Number(process.env[SEED_VARIABLE] ?? Math.floor(Math.random() * 1e6));
/** A machine with other tests is slow at times, so that the time of a release matters less here. */
const RELEASE_MAX_MILLISECONDS = 10_000;

// The suite finds PostgreSQL's processes through /proc.
describe.skipIf(platform() !== "linux")(`faults, ${SEED_VARIABLE}=${seed}`, () => {
  test.each([apiKilledAfterCommit, postgresKilled, resetAfterCommit, workerKilledInRelease, confirmAtExpiry])(
    "$name",
    async (scenario) => {
      const world = { ...scenario.world, releaseMaxMilliseconds: RELEASE_MAX_MILLISECONDS };
      const results = await play({ ...scenario, world }, [seed]);
      expect(results.flatMap(({ broken }) => broken)).toEqual([]);
    },
  );
});
