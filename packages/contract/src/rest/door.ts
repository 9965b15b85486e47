import { z } from "zod";
import { attendance, type DoorEntry, doorEntry, presence } from "../door.ts";
import { slot } from "../slot.ts";
import { restObject, snakeName } from "./names.ts";

export const restAttendance = restObject(attendance).meta({
  id: "Attendance",
  description: "How many persons are at a slot",
});

export const restPresence = restObject(presence).meta({
  id: "Presence",
  description: "A booking of which somebody is inside",
});

export const restDoorEntry = restObject(doorEntry).meta({
  id: "DoorEntry",
  description: "A booking as a door needs it while the network is away",
});

const { id, resourceName, startsAt, endsAt, capacity } = slot.shape;

/** The whole list as one document. */
export const restDoorList = z
  .object({
    slot_id: id.describe("The slot"),
    resource_name: resourceName,
    start_time: startsAt,
    end_time: endsAt,
    capacity,
    as_of: attendance.shape.asOf.describe("When the reading of the list began"),
    bookings: z
      .array(restDoorEntry)
      .describe("The confirmed bookings and live holds, in the order in which they were placed"),
  })
  .meta({ id: "DoorList", description: "What a door needs of a slot while the network is away" });

/** The columns of the list as CSV. */
export const doorColumns = Object.keys(doorEntry.shape).map((field) => ({
  field: field as keyof DoorEntry,
  name: snakeName(field),
}));
