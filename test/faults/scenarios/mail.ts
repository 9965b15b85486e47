import { CALM, inNextMail, type MailMoment } from "../dialogues.ts";
import type { Scenario } from "../scenario.ts";
import { pause } from "../wait.ts";
import type { Run } from "../world.ts";

/* Mails while the process that sends them is killed. */

/** Kills the worker in dialogues about mails, at these moments. */
export async function killWorkerInMails(run: Run, moments: readonly MailMoment[]): Promise<void> {
  await run.makeSlots();
  const load = run.startLoad(CALM);
  for (const moment of moments) {
    await pause(run.random.between(0, 500));
    await inNextMail(run, moment, () => run.world.worker.kill());
    await run.recover();
  }
  await load.stop();
}

export const workerKilledInMail: Scenario = {
  name: "kill -9 of the worker in the dialogue about a mail",
  world: { hasMails: true },
  run: (run) => killWorkerInMails(run, ["onRecipient", "onTaken"]),
};
