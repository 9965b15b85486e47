/** The routes beside the API, which the OpenAPI description leaves out, with what each answers. */
export const UNDESCRIBED_ROUTES: Readonly<Record<string, string>> = {
  "GET /openapi.json": "The OpenAPI 3.1 description of every path below `/api`",
  "GET /postman_collection.json":
    "The same as a Postman collection, which runs from top to bottom against any server",
  "GET /docs": "The same as a page that can call the API",
  "GET /docs/errors":
    "Every error as a page: what it means, and what to do. The `type` of an error leads there",
  "GET /docs/reference.js": "The script of that page",
  "POST /admin/session": "A session of the console, for an API key: [access.md](../access.md#sessions)",
  "GET /admin/session": "Whose session the cookie is of",
  "DELETE /admin/session": "Nothing: the session has ended",
};
