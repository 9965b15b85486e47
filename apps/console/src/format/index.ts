export { type Formats, formatsOf, useFormats } from "./formats.ts";
export { useNow } from "./now.ts";
