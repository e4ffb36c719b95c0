import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from './access/index.ts';
import { openApi, type Route, route } from './platform/index.ts';
import { type BureauCode, bureauCode } from './protocol/index.ts';

const DIST = join(import.meta.dirname, '..', 'console', 'dist');

/** GET /api/openapi.json: the API of this bureau, from its own route table. The console shows it at /api-reference. */
export function describeApi(routes: readonly Route[], bureau: BureauCode): Route {
  // Made when first asked for: a process that hosts many bureaus would otherwise spend seconds of its start on it.
  let document: ReturnType<typeof openApi> | undefined;
  return route({
    method: 'GET',
    path: '/api/openapi.json',
    action: 'api.describe',
    summary: 'This API, as OpenAPI 3.1',
    response: z.any(),
    handle: async () =>
      (document ??= openApi(routes, {
        title: `Homeward ${bureau}`,
        version: '1',
        sessionCookie: sessionCookie(bureau),
        description:
          'Problems are RFC 9457: codes and parameters, no sentences. Unsafe calls carry an Idempotency-Key.',
      })),
  });
}

/** GET /api/bureau: whose console this is, known before anyone signs in. */
export function describeBureau(bureau: BureauCode): Route {
  return route({
    method: 'GET',
    path: '/api/bureau',
    action: 'api.describe',
    summary: 'Which bureau this is',
    response: z.strictObject({ code: bureauCode }),
    handle: async () => ({ code: bureau }),
  });
}

/** The console's built files, with every page of it answering its one document. */
export async function consoleFiles(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(DIST, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: DIST,
    wildcard: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      // Vite puts a content hash into the name of everything under assets/.
      const lasting = path.includes('/assets/');
      response.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      );
    },
  });
  app.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (/^\/(api|federation|hashsharing)\//.test(path) || /\.\w+$/.test(path)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}
