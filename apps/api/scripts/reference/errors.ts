import { ERRORS } from "@holdfast/contract";
import { code, heading, table } from "./markdown.ts";

const INTRODUCTION = `
An error is \`application/problem+json\` (RFC 9457) with the fields of [Problem](fields.md#problem): \`code\` is from the
closed list below, \`error\` is the sentence, \`request_id\` is also in the header \`X-Request-Id\` and in the log. For
400, \`error\` begins with \`Invalid\`, and \`issues\` names every field that is wrong. Over tRPC the code is in
\`data.appCode\`. Codes are never renamed. \`type\` is the address of the code on the server's page \`/docs/errors\`, which has this
table. [../api.md](../api.md#errors) has more, [limits.md](limits.md) the figures.
`;

/** docs/reference/errors.md. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([name, { status, trpc, title, when, remedy }]) => [
    `<a id="${name.toLowerCase()}"></a>${code(name)}`,
    String(status),
    code(trpc),
    title,
    when,
    remedy,
  ]);
  const sources = "`ERRORS` in `packages/contract/src/errors.ts`";
  return `${heading("Errors", sources)}${INTRODUCTION}\n${table(["code", "status", "tRPC", "sentence", "when", "what to do"], rows)}`;
}

/** A link to an error code of errors.md. */
export const errorLink = (name: string): string => `[${code(name)}](errors.md#${name.toLowerCase()})`;
