import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/**
 * Sets the variables of the working directory's `.env`, if it has one; what is set already stays as it is.
 * @throws Error when the file cannot be read
 */
export function loadEnvFile(): void {
  if (!existsSync(".env")) return;
  // An editor's byte order mark would otherwise become part of the first name.
  const text = readFileSync(".env", "utf8").replace(/^\uFEFF/, "");
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
}
