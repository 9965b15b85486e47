import { createKeyInput, key, newKey } from "../key.ts";
import { restInput, restObject } from "./names.ts";

export const restCreateKeyInput = restInput(createKeyInput.shape).meta({
  id: "CreateKey",
  description: "A new API key",
});

export const restKey = restObject(key).meta({ id: "Key", description: "An API key without its secret" });

export const restNewKey = restObject(newKey).meta({
  id: "NewKey",
  description: "A new API key with the key itself, which no later answer has",
});
