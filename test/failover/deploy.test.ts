import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CONTROLS } from "./controls.ts";
import { SCENARIOS } from "./scenarios.ts";
import { deployedFile, MACHINES, variablesOf } from "./settings.ts";

/* The files of deploy/patroni, and the page about them. `npm run test:failover` runs them. */

const page = await readFile(new URL("../../docs/failover.md", import.meta.url), "utf8");
const patroni = parse(deployedFile("patroni.yml"));

/** The first cells of the page's tables, and the second ones. */
const rows = new Map(
  page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
    .map(([, first = "", second = ""]) => [first, second]),
);

describe("patroni.yml", () => {
  const { dcs } = patroni.bootstrap;

  test("its times keep Patroni's rule", () => {
    expect(dcs.loop_wait + 2 * dcs.retry_timeout).toBeLessThanOrEqual(dcs.ttl);
    // Each of three etcds is given a third of it, and Patroni gives none less than a second.
    expect(dcs.retry_timeout).toBeGreaterThanOrEqual(MACHINES.length);
  });

  test("nothing is acknowledged that one machine alone has", () => {
    expect(dcs).toMatchObject({ synchronous_mode: true, synchronous_mode_strict: true });
    expect(dcs.postgresql.parameters ?? {}).not.toHaveProperty("synchronous_commit");
    expect(patroni.postgresql.parameters).not.toHaveProperty("synchronous_commit");
  });

  test("docs/failover.md says what it sets", () => {
    const settings = {
      ...dcs,
      ...dcs.postgresql,
      ...dcs.postgresql.parameters,
      ...patroni.postgresql.parameters,
    };
    const names = [...rows.keys()].filter((name) => name in settings);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect([name, rows.get(name)]).toEqual([name, String(settings[name])]);
  });
});

describe("the variables", () => {
  test("each machine has a name and addresses of its own, and knows all three", () => {
    for (const file of ["node.env", "etcd.env"] as const) {
      const all = MACHINES.map((_, index) => variablesOf(file, index));
      const differing = Object.keys(all[0] ?? {}).filter(
        (name) => new Set(all.map((one) => one[name])).size === MACHINES.length,
      );
      const heading = /^# These (three|five) differ/m.exec(deployedFile(file))?.[1];
      expect(differing.length).toBe(heading === "three" ? 3 : 5);
    }
    expect(variablesOf("node.env")["PATRONI_ETCD_HOSTS"]?.split(",")).toHaveLength(MACHINES.length);
  });

  test("Patroni uses etcd's version 2, because its version 3 loses bookings", () => {
    expect(variablesOf("etcd.env")["ETCD_ENABLE_V2"]).toBe("true");
    expect(Object.keys(variablesOf("node.env")).filter((name) => name.includes("ETCD3"))).toEqual([]);
  });

  test("haproxy.cfg uses all of its own, and the ports of patroni.yml", () => {
    const config = deployedFile("haproxy.cfg");
    const used = [...config.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(variablesOf("haproxy.env"))));
    const [postgres, api] = [patroni.postgresql.listen, patroni.restapi.listen].map((address: string) =>
      address.split(":").at(-1),
    );
    const servers = [...config.matchAll(/^ {2}server (\w+) "\$\{\w+\}:(\d+)" check port (\d+)$/gm)];
    expect(servers.map(([, ...parts]) => parts)).toEqual(MACHINES.map((name) => [name, postgres, api]));
  });
});

test.each([...SCENARIOS, ...CONTROLS])("docs/failover.md has a row for: $name", ({ name }) => {
  expect([...rows.keys()]).toContain(name);
});
