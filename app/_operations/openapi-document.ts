import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { errorBody } from '@/app/_doors/errors';
import type { Operation } from '@/app/_doors/route';
import { operations } from '@/app/_operations/all';
import { version } from '@/lib/core/version';

/** The HTTP interface as OpenAPI 3.1 (J5), made from the schemas that the route handlers validate with. */
export function openapiDocument() {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: toOpenapi(operation),
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Cairn',
      version,
      description:
        'JSON throughout. Sign in at POST /api/auth/sign-in and send the access token as a bearer token, or use the session cookie of a browser. Ids are UUIDs; times are RFC 3339 with zone.',
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths,
  });
}

function toOpenapi(operation: Operation): ZodOpenApiOperationObject {
  const { params, query, body, access, status } = operation;
  const failure = { content: { 'application/json': { schema: errorBody } } };
  return {
    operationId: operationId(operation),
    summary: operation.summary,
    tags: [operation.tag],
    security: access === 'public' ? [] : [{ bearer: [] }],
    requestParams: {
      ...(params === undefined ? {} : { path: pathParams(params) }),
      ...(query === undefined ? {} : { query }),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [status]: success(operation),
      ...(body === undefined && query === undefined
        ? {}
        : { 422: { description: 'The input is not valid', ...failure } }),
      ...(access === 'public' ? {} : { 401: { description: 'Not signed in', ...failure } }),
      ...(params === undefined
        ? {}
        : { 404: { description: 'No such thing, or not yours to see', ...failure } }),
      default: { description: 'Any other failure', ...failure },
    },
  };
}

function success({ response, status }: Operation) {
  if (status === 204) return { description: 'Done' };
  if ('contentType' in response) {
    return { description: response.description, content: { [response.contentType]: {} } };
  }
  return {
    description: status === 202 ? 'Accepted' : 'Done',
    content: { 'application/json': { schema: response } },
  };
}

/** In a path every parameter is one piece of text, whatever Next hands to the handler. */
function pathParams(params: z.ZodObject) {
  return z.object(
    Object.fromEntries(
      Object.keys(params.shape).map((name) => [name, name === 'id' ? z.uuid() : z.string()]),
    ),
  );
}

/** `GET /api/projects/{id}/members` → `get_projects_id_members`. */
function operationId({ method, path }: Operation): string {
  const words = path.replace('/api/', '').split(/[^a-z0-9]+/i);
  return [method.toLowerCase(), ...words].filter((word) => word !== '').join('_');
}
