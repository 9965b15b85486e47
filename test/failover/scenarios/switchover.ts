import type { Call } from "../../faults/history.ts";
import { until } from "../../faults/wait.ts";
import type { Scenario } from "../scenario.ts";

export const switchover: Scenario = {
  name: "planned switch-over, customers with the client package",
  run: async (trial) => {
    const { cluster, history } = trial;
    const leader = await cluster.leader();
    const standby = await cluster.synchronousStandby();
    await trial.startLoad({ keyedShare: 1 });
    const command = ["switchover", "--leader", leader.name, "--candidate", standby.name, "--force"];
    await cluster.patronictl(leader, ...command);
    await trial.otherLeaderThan(leader);
    await trial.serves();
    await until("two standbys follow again", () => cluster.healthy().then(() => true));
    const failed = history.calls.filter((call) => !isOfPulse(call) && hasFailed(call));
    trial.note(`${failed.length} requests failed of customers who retry`);
    for (const { verb, key, from, until: end, outcome } of failed)
      trial.expect(
        false,
        `failed: ${verb} ${key ?? ""} after ${Math.round(end - from)} ms, ${JSON.stringify(outcome)}`,
      );
  },
};

/** The pulse has no key and does not retry; everybody else does. */
const isOfPulse = ({ key }: Call) => key?.startsWith("pulse-") === true;

/** What the server refuses, it has answered: after an attempt without an answer, a hold may have expired. */
const REFUSALS = new Set(["NO_SEAT", "HOLD_EXPIRED", "BOOKING_NOT_PENDING"]);

const hasFailed = ({ outcome }: Call) => outcome.type === "unknown" && !REFUSALS.has(outcome.why);
