/** The routes beside the API, which the OpenAPI description leaves out, with what each answers. */
export const UNDESCRIBED_ROUTES: Readonly<Record<string, string>> = {
  "GET /health": "200 while the process lives; it never asks the database",
  "GET /ready": "200, or 503 that names what is not ready: `database`, `migrations`, `job queue`",
  "GET /openapi.json":
    "The OpenAPI 3.1 description of every path below `/api`; Postman and others can import it",
  "GET /docs": "The same as a page that can call the API",
  "GET /docs/reference.js": "The script of that page",
};
