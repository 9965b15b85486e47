import { z } from "zod";
import { inputIssue } from "../errors.ts";
import { errorCode } from "./enums.ts";

export const restProblem = z
  .object({
    error: z.string().describe("A short sentence"),
    code: errorCode,
    type: z.string().describe("The address that explains the code").meta({ format: "uri-reference" }),
    title: z.string().describe("The code's sentence"),
    status: z.int().describe("The HTTP status"),
    detail: z.string().describe("What happened, for a person"),
    request_id: z.string().describe("The id of the request in the log"),
    issues: z
      .array(inputIssue)
      .optional()
      .describe(
        "For `INVALID_INPUT`: every field that is wrong. Where one of several items is refused: each that is",
      ),
  })
  .meta({
    id: "Problem",
    description: "An error, as RFC 9457 problem details; `error` is the sentence that older clients read",
  });

export type RestProblem = z.output<typeof restProblem>;
