import { registerHooks } from "node:module";
import { DEFECTS, type Defect, type Patch } from "./defects.ts";

/* Loaded by `--import` before the product. See defects.ts. */

const patches: Patch[] = (process.env["HOLDFAST_DEFECTS"] ?? "")
  .split(",")
  .flatMap((name) => DEFECTS[name as Defect] as readonly Patch[]);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    for (const { module, find, replace } of patches.filter(({ module }) => url.endsWith(module))) {
      const source = String(loaded.source);
      const patched = source.replace(find, () => replace);
      if (patched === source) throw new Error(`nothing to patch in ${module}: ${find}`);
      loaded.source = patched;
    }
    return loaded;
  },
});
