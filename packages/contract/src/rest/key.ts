import { createKeyInput, key, newKey } from "../key.ts";
import { restInput, restObject } from "./names.ts";

export const restCreateKeyInput = restInput(createKeyInput.shape).meta({ id: "CreateKey" });

export const restKey = restObject(key).meta({ id: "Key" });

export const restNewKey = restObject(newKey).meta({ id: "NewKey" });
