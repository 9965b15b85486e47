import { type AuditEntry, auditEntry, checkAuditSubject, listAuditInput } from "../audit.ts";
import { restInput, restObject, snakeCase, snakeName } from "./names.ts";
import { filtersOf, pageQuery } from "./request.ts";

export const restListAuditQuery = restInput({ ...filtersOf(listAuditInput.shape), ...pageQuery }).superRefine(
  checkAuditSubject(snakeName),
);

export const restAuditEntry = restObject(auditEntry).meta({
  id: "AuditEntry",
  description: "A change: who made it, and the fields before and after",
});

/** A change under REST's names, those of the changed fields included. */
export const toRestAuditEntry = ({ before, after, ...entry }: AuditEntry) => ({
  ...snakeCase(entry),
  before: before && snakeCase(before),
  after: after && snakeCase(after),
});
