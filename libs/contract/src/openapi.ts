import { z } from 'zod';
import { problem } from './problems';
import { linesOf } from './access/judge';
import type { Route } from './route';
import { routes } from './routes';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

const parameters = (route: Route): Json[] => [
  ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...(route.query ? queryParameters(route.query) : []),
  ...(route.keyed
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', minLength: 8, maxLength: 100 },
        },
      ]
    : []),
  ...(route.matched ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : []),
];

const queryParameters = (query: z.ZodType): Json[] => {
  const schema = schemaOf(query, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, of]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: of,
  }));
};

const answer = (route: Route): Json => {
  const media = { file: 'application/octet-stream', events: 'text/event-stream', text: 'text/plain' } as const;
  if (route.answer === 'none') return { description: route.title };
  if (typeof route.answer === 'string')
    return { description: route.title, content: { [media[route.answer]]: { schema: { type: 'string' } } } };
  return { description: route.title, content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } };
};

const requestBody = (route: Route): Json => {
  if (route.upload)
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
          },
        },
      },
    };
  return route.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
    : {};
};

/** Who may call, in the policy's own lines. An operation that needs a session and has no line has no document: the build fails. */
const policyOf = (name: string, route: Route): Json => {
  if (route.access === 'anyone') return { open: true };
  const lines = linesOf(name);
  if (lines.length === 0) throw new Error(`operation ${name} has no line in the policy`);
  return {
    open: false,
    concerns: lines.some((line) => line.relations) ? 'matter' : 'role',
    idempotent: route.keyed === true,
    lines: lines.map(({ id, roles, relations, classes, outcome }) => ({
      id,
      roles,
      ...(relations ? { relations, classes: classes ?? ['ordinary'] } : {}),
      outcome,
    })),
  };
};

/** The OpenAPI 3.1 document, made from the same schemas that guard the routes. */
export const openApiDocument = (version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    const refused = {
      description: '不予办理及理由',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: {
        operationId: name,
        summary: route.title,
        'x-xz-policy': policyOf(name, route),
        security: route.access === 'anyone' ? [] : [{ session: [] }, { bearer: [] }],
        parameters: parameters(route),
        ...requestBody(route),
        responses: { [String(route.status ?? 200)]: answer(route), default: refused },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: '协执 Xiezhi', version, description: '跨法院执行协同' },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'xz_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
};
