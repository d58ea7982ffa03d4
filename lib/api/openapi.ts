import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { nothing, type Operation } from "./operation.ts";
import { operations } from "./operations.ts";

const problemSchema = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    requestId: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457. Quote requestId when you ask for help." });

const refusals = {
  "401": "No valid API key or session",
  "403": "The role does not include the permission",
  "404": "Not there, or not yours",
  "409": "The state has changed",
  "422": "The input cannot be used",
  "429": "Too many requests",
};

const tooLarge = { "413": "More bytes than we take" };

/** Bytes as they are: OpenAPI 3.1 describes them by their media type alone. */
function bytesOf(mediaTypes: readonly string[]): Record<string, Record<string, never>> {
  return Object.fromEntries(mediaTypes.map((type) => [type, {}]));
}

/** The OpenAPI 3.1 document of the REST API, made from the schemas that its routes parse with. */
export function openApiDocument(appUrl: URL): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: toOperationObject(operation) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version: "1",
      description:
        "Everything the screens do. Send an API key as `Authorization: Bearer csk_…`; make one with `npm run admin -- create-api-key`.",
    },
    servers: [{ url: new URL("/api/v1", appUrl).href }],
    security: [{ apiKey: [] }],
    paths,
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
  });
}

function toOperationObject({ id, summary, allow, params, query, input, output, bytes = {} }: Operation): ZodOpenApiOperationObject {
  const isObject = (schema: z.ZodType): schema is z.ZodObject => schema !== nothing && schema instanceof z.ZodObject;
  return {
    operationId: id,
    summary,
    description: `Needs the permission \`${allow}\`.`,
    requestParams: { ...(isObject(params) && { path: params }), ...(isObject(query) && { query }) },
    ...(input !== nothing && { requestBody: { required: true, content: { "application/json": { schema: input } } } }),
    ...(bytes.input && { requestBody: { required: true, content: bytesOf(bytes.input) } }),
    responses: {
      "200": { description: "Done", content: bytes.output ? bytesOf(bytes.output) : { "application/json": { schema: output } } },
      ...Object.fromEntries(
        Object.entries({ ...refusals, ...(bytes.input && tooLarge) }).map(([status, description]) => [
          status,
          { description, content: { "application/problem+json": { schema: problemSchema } } },
        ]),
      ),
    },
  };
}
