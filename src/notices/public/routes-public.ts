import * as z from 'zod';
import { nodeRoute, notFound, openApi, type Route } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import { redQuery, unQuery, yellowQuery } from './public-query.ts';
import { imagesShape, listShape, redShape, unShape, yellowShape } from './public-shapes.ts';
import { PublicService } from './serve-public.ts';

const ACTION = 'public-notice.read';
const id = z.string().min(1).max(80);
const one = z.object({ id });
const picture = z.object({ id, picture: z.string().min(1).max(40) });

/**
 * The public notices API that existing clients speak: same paths, parameters, shapes and limits. Nobody is signed in to it, and
 * while the extract is off all of it is missing.
 */
export function publicRoutes(deps: NoticesDeps): Route[] {
  const service = new PublicService(deps);
  const list = (path: string, kinds: readonly string[], query: z.ZodType, summary: string): Route => ({
    ...nodeRoute({
      method: 'GET',
      path: `/notices/v1/${path}`,
      action: ACTION,
      summary,
      query,
      async handle({ query: asked, raw, reply }) {
        const visit = await service.visit(raw, reply);
        return service.list(visit, `/notices/v1/${path}`, kinds, asked as z.output<typeof redQuery>);
      },
    }),
    response: listShape,
  });
  const details = (path: string, kind: string, shape: z.ZodType): Route[] => [
    {
      ...nodeRoute({
        method: 'GET',
        path: `/notices/v1/${path}/:id`,
        action: ACTION,
        summary: 'One notice',
        params: one,
        handle: async ({ params, raw, reply }) => service.detail(await service.visit(raw, reply), kind, params.id),
      }),
      response: shape,
    },
    {
      ...nodeRoute({
        method: 'GET',
        path: `/notices/v1/${path}/:id/images`,
        action: ACTION,
        summary: 'Its pictures',
        params: one,
        handle: async ({ params, raw, reply }) => service.images(await service.visit(raw, reply), kind, params.id),
      }),
      response: imagesShape,
    },
    nodeRoute({
      method: 'GET',
      path: `/notices/v1/${path}/:id/images/:picture`,
      action: ACTION,
      summary: 'A picture itself: image/jpeg or image/png',
      params: picture,
      async handle({ params, raw, reply }) {
        await service.visit(raw, reply);
        const { mediaType, bytes } = await service.picture(kind, params.id, params.picture);
        return reply.type(mediaType).send(bytes);
      },
    }),
  ];
  const routes = [
    list('red', ['red'], redQuery, 'Red Notices: persons wanted'),
    ...details('red', 'red', redShape),
    list('yellow', ['yellow'], yellowQuery, 'Yellow Notices: persons missing'),
    ...details('yellow', 'yellow', yellowShape),
    list('un', ['un-persons', 'un-entities'], unQuery, 'United Nations notices'),
    list('un/persons', ['un-persons'], unQuery, 'United Nations notices: persons'),
    ...details('un/persons', 'un-persons', unShape),
    list('un/entities', ['un-entities'], unQuery, 'United Nations notices: entities'),
    ...details('un/entities', 'un-entities', unShape),
  ];
  return [
    ...routes,
    nodeRoute({
      method: 'GET',
      path: '/notices/v1/openapi.json',
      action: ACTION,
      summary: 'This API, as OpenAPI 3.1',
      async handle({ raw, reply }) {
        const { base } = await service.visit(raw, reply);
        return { ...describePublic(routes), servers: [{ url: base }] };
      },
    }),
    nodeRoute({
      method: 'GET',
      path: '/notices/v1/*',
      action: ACTION,
      summary: 'Whatever else: missing, and never a page of the console',
      async handle() {
        throw notFound('notice');
      },
    }),
  ];
}

/** The description of the public API, from its own routes. */
export function describePublic(routes: readonly Route[]): Record<string, unknown> {
  const document = openApi(routes, {
    title: 'Homeward public notices API',
    version: '1',
    description: 'Notices that their owner bureau and a guardian or prosecutor have agreed to make public.',
    sessionCookie: 'none',
  }) as {
    info: Record<string, unknown>;
    paths: Record<string, Record<string, Record<string, unknown>>>;
    components: Record<string, unknown>;
  };
  const { securitySchemes: _schemes, ...components } = document.components;
  const { sessionCookie: _cookie, ...info } = document.info;
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, { 'x-action': _action, ...operation }]) => {
          const isPicture = path.endsWith('/images/{picture}');
          const content = { 'image/jpeg': {}, 'image/png': {} };
          return [
            method,
            {
              ...operation,
              tags: ['notices'],
              ...(isPicture ? { responses: { 200: { description: 'The picture', content } } } : {}),
            },
          ];
        }),
      ),
    ]),
  );
  return { ...document, info, paths, components, security: [] };
}
