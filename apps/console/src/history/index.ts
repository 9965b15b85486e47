export { changesOf, type FieldChange } from "./changes-of.ts";
export { History, useActionName, useActorName } from "./history.tsx";
