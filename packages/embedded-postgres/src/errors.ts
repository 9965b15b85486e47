/** The embedded PostgreSQL cannot run; `message` is one line that a user can act on. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";

  constructor(message: string, options?: ErrorOptions) {
    super(message.trim().replace(/\s*\n\s*/g, "; "), options);
  }
}

/** @returns the system's error code (`ENOENT`, …) or PostgreSQL's (`57P03`, …), if the error has one */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** @returns the message of the error; of an AggregateError, all of its errors' messages */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
