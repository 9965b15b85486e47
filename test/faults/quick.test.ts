import { platform } from "node:os";
import { describe, expect, test } from "vitest";
import { play } from "./scenario.ts";
import { apiKilledAfterCommit, postgresKilled } from "./scenarios/crashes.ts";
import { confirmAtTheEnd, workerKilledInRelease } from "./scenarios/expiry.ts";
import { resetAfterCommit } from "./scenarios/network.ts";

/* The five worst faults, each with one seed. `npm run test:faults` has all of them, with more. */

const SEED_VARIABLE = "HOLDFAST_FAULTS_SEED";
const seed = Number(process.env[SEED_VARIABLE] ?? Math.floor(Math.random() * 1e6));
/** A machine that runs other tests beside this is slow at times: here it counts that, not how soon. */
const RELEASE_MAX_MILLISECONDS = 10_000;

// The suite finds PostgreSQL's processes by /proc.
describe.skipIf(platform() !== "linux")(`faults, ${SEED_VARIABLE}=${seed}`, () => {
  test.each([apiKilledAfterCommit, postgresKilled, resetAfterCommit, workerKilledInRelease, confirmAtTheEnd])(
    "$name",
    async (scenario) => {
      const world = { ...scenario.world, releaseMaxMilliseconds: RELEASE_MAX_MILLISECONDS };
      const results = await play({ ...scenario, world }, [seed]);
      expect(results.flatMap(({ broken }) => broken)).toEqual([]);
    },
  );
});
