/** A variable has a value that cannot be used. The message is one line and names the variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
