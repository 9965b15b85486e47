import { z } from "zod";
import { ERRORS, type ErrorCode, inputIssue } from "../errors.ts";

/** An error as RFC 9457 problem details; `error` is the sentence that older clients read. */
export const restProblem = z
  .object({
    error: z.string(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    request_id: z.string(),
    issues: z.array(inputIssue).optional(),
  })
  .meta({ id: "Problem" });

export type RestProblem = z.output<typeof restProblem>;
