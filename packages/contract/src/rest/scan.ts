import { z } from "zod";
import { type MergedScans, mergedScans, mergeScansInput, newScan, scan, UPLOAD_MAX_SCANS } from "../scan.ts";
import { restInput, restObject, snakeCase } from "./names.ts";
import { pageQuery, queryFlag } from "./request.ts";

const restNewScan = restInput(newScan.shape).meta({
  id: "NewScan",
  description: "A scan at the door, as a device tells of it",
});

export const restMergeScansInput = z
  .strictObject({
    scans: z
      .array(restNewScan)
      .min(1)
      .max(UPLOAD_MAX_SCANS)
      .describe(mergeScansInput.shape.scans.description ?? ""),
  })
  .meta({ id: "MergeScans", description: "Scans of a device, to be merged with those of others" });

export const restScan = restObject(scan).meta({
  id: "Scan",
  description: "A scan at the door of a slot, and what became of it",
});

export const restMergedScans = z
  .object({
    scans: z.array(restScan).describe(mergedScans.shape.items.description ?? ""),
    changed: z.array(restScan).describe(mergedScans.shape.changed.description ?? ""),
  })
  .meta({ id: "MergedScans", description: "What an upload of scans did" });

export const toRestMergedScans = ({ items, changed }: MergedScans): z.output<typeof restMergedScans> => ({
  scans: items.map(snakeCase),
  changed: changed.map(snakeCase),
});

export const restListScansQuery = z
  .strictObject({
    conflicts: queryFlag.describe("`true`: leaves out what let somebody in or out as it should"),
    ...pageQuery,
  })
  .transform(({ conflicts, ...query }) => ({ ...query, conflicts: conflicts === "true" }));
