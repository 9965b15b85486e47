import { z } from "zod";
import {
  checkClearedTime,
  EACH_ONCE,
  hasEachOnce,
  MOVED_MAX_BOOKINGS,
  type MovedBookings,
  type MovePreview,
  moveBookingsFields,
  movedBooking,
  movedBookings,
  movePreview,
  plannedMove,
  previewMovesFields,
  unplacedBooking,
} from "../move.ts";
import { restInput, restObject, snakeCase } from "./names.ts";
import { without } from "./request.ts";

export const restPreviewMovesInput = restInput(without(previewMovesFields.shape, "resourceId"))
  .superRefine(checkClearedTime)
  .meta({
    id: "PreviewMoves",
    description: "The time that is to be cleared, and where its bookings are to go",
    examples: [{ from: "2031-12-25T00:00:00Z", until: "2031-12-26T00:00:00Z", shift_days: 1 }],
  });

const { moves } = moveBookingsFields.shape;

const wantedMove = restInput(moves.element.shape).meta({
  id: "WantedMove",
  description: "A booking, and the slot that it is to get",
});

export const restMoveBookingsInput = restInput({
  ...without(moveBookingsFields.shape, "resourceId", "moves", "idempotencyKey"),
  moves: z
    .array(wantedMove)
    .min(1)
    .max(MOVED_MAX_BOOKINGS)
    .refine(hasEachOnce, EACH_ONCE)
    .describe(moves.description ?? ""),
})
  .superRefine(checkClearedTime)
  .meta({ id: "MoveBookings", description: "The time that is cleared, and which of its bookings go where" });

const restPlannedMove = restObject(plannedMove).meta({
  id: "PlannedMove",
  description: "A booking, and the slot that it would get",
});

const restUnplacedBooking = restObject(unplacedBooking).meta({
  id: "UnplacedBooking",
  description: "A booking for which a plan has no slot",
});

export const restMovePreview = restObject(movePreview)
  .extend({
    moves: z.array(restPlannedMove).describe(movePreview.shape.moves.description ?? ""),
    unplaced: z.array(restUnplacedBooking).describe(movePreview.shape.unplaced.description ?? ""),
  })
  .meta({ id: "MovePreview", description: "What would become of the bookings of a time" });

/** A preview under REST's names, those of its bookings included. */
export const toRestMovePreview = ({ moves, unplaced, ...preview }: MovePreview) => ({
  ...snakeCase(preview),
  moves: moves.map(snakeCase),
  unplaced: unplaced.map(snakeCase),
});

const restMovedBooking = restObject(movedBooking).meta({
  id: "MovedBooking",
  description: "A booking that was moved, and from where",
});

export const restMovedBookings = restObject(movedBookings)
  .extend({ moved: z.array(restMovedBooking).describe(movedBookings.shape.moved.description ?? "") })
  .meta({ id: "MovedBookings", description: "What became of the bookings that were to be moved" });

/** What was moved under REST's names. */
export const toRestMovedBookings = ({ moved, unchanged }: MovedBookings) => ({
  moved: moved.map(snakeCase),
  unchanged,
});
