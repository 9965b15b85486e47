import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const SCRIPT = new URL("../scripts/pack-client.mjs", import.meta.url).href;

/** The fields for a remote, as the script's own process makes them. */
function fieldsOf(origin: string): unknown {
  const code = `import { repositoryFields } from ${JSON.stringify(SCRIPT)};
    console.log(JSON.stringify(repositoryFields(${JSON.stringify(origin)})));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }),
  );
}

test.each([
  "https://example.com/somebody/holdfast.git",
  "https://example.com/somebody/holdfast",
  "https://name:secret@example.com/somebody/holdfast.git",
  "git@example.com:somebody/holdfast.git",
  "ssh://git@example.com/somebody/holdfast.git",
])("the package names %s as its repository, without credentials", (origin) => {
  expect(fieldsOf(origin)).toEqual({
    repository: {
      type: "git",
      url: "git+https://example.com/somebody/holdfast.git",
      directory: "packages/client",
    },
    homepage: "https://example.com/somebody/holdfast/tree/main/packages/client#readme",
    bugs: "https://example.com/somebody/holdfast/issues",
  });
});

test.each(["", "/srv/holdfast.git", "file:///srv/holdfast", "../holdfast", "http://localhost/holdfast"])(
  "no public address: %j",
  (origin) => {
    expect(fieldsOf(origin)).toEqual({});
  },
);
