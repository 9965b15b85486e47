import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Writes generated files. With `--check` on the command line it writes none; where what is committed differs, it names
 * the file and the process exits with 1.
 * @param files contents by path from the repository's root
 */
export async function writeGenerated(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = ROOT + path;
    if (!process.argv.includes("--check")) {
      await writeFile(file, content);
    } else if ((await readFile(file, "utf8").catch(() => "")) !== content) {
      console.error(`${path} is not what the server says: run \`npm run generate\``);
      process.exitCode = 1;
    }
  }
}
