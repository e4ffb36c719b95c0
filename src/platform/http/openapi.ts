import { type ZodType, z } from 'zod';
import type { Route } from './route.ts';

type JsonObject = Record<string, unknown>;

/** OpenAPI 3.1 from the route table and its zod schemas; nothing in it is written by hand, so it cannot lag behind. */
export function openApi(
  routes: readonly Route[],
  info: { title: string; version: string; description: string; sessionCookie: string },
): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}').replace('/*', '/{path}');
    const operation: JsonObject = {
      operationId: `${route.method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+(.)?/g, (_m, c: string | undefined) => (c ? c.toUpperCase() : ''))}`,
      summary: route.summary,
      tags: [path.split('/')[2] ?? 'api'],
      'x-action': route.action,
      parameters: [
        ...parameters(route.params, 'path'),
        ...parameters(route.query, 'query'),
        ...(route.method === 'GET' || route.mode !== 'tx'
          ? []
          : [
              {
                name: 'Idempotency-Key',
                in: 'header',
                required: true,
                schema: { type: 'string', minLength: 8, maxLength: 100 },
              },
            ]),
      ],
      responses: {
        [String(route.successStatus ?? 200)]: {
          description: 'Done',
          ...(route.response ? { content: { 'application/json': { schema: toJson(route.response, 'output') } } } : {}),
        },
        default: {
          description: 'Problem (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    };
    if (route.body)
      operation.requestBody = {
        required: true,
        content: { 'application/json': { schema: toJson(route.body, 'input') } },
      };
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info,
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'status', 'code', 'errors'],
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['pointer', 'code'],
                properties: { pointer: { type: 'string' }, code: { type: 'string' }, params: { type: 'object' } },
              },
            },
            values: { type: 'object', properties: { yours: {}, current: {} } },
            instance: { type: 'string' },
          },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: info.sessionCookie } },
    },
    security: [{ session: [] }],
  };
}

function toJson(schema: ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
  return rest;
}

function parameters(schema: ZodType | undefined, where: 'path' | 'query'): JsonObject[] {
  if (!schema) return [];
  const json = toJson(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}
