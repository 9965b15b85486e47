/**
 * Writes docs/reference, with the OpenAPI document, and .env.example from the OpenAPI document, the router,
 * the error codes, the limits and the variables. `--check` writes nothing and exits with 1 if what is
 * committed differs.
 */
import { endpointsPage } from "./reference/endpoints.ts";
import { errorsPage } from "./reference/errors.ts";
import { fieldsPage } from "./reference/fields.ts";
import { limitsPage } from "./reference/limits.ts";
import { readDescription } from "./reference/openapi.ts";
import { envExample, variablesPage } from "./reference/variables.ts";
import { writeGenerated } from "./write-generated.ts";

const description = await readDescription();
await writeGenerated({
  "docs/reference/endpoints.md": endpointsPage(description),
  "docs/reference/fields.md": fieldsPage(description),
  "docs/reference/openapi.json": description.json,
  "docs/reference/errors.md": errorsPage(),
  "docs/reference/limits.md": limitsPage(),
  "docs/reference/variables.md": variablesPage(),
  ".env.example": envExample(),
});
