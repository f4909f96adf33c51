import type { Actor } from '@xiezhi/engine';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppModule } from './app.module';
import { AccessLog } from './access/access-log';
import { logRequests } from './access/log-requests';
import { EventScope } from './events/barriers';
import { EventHub } from './events/event-hub';
import { type House, topics } from './house';
import { Sessions } from './people/sessions';
import { parseJson } from './platform/http/json';
import type { Log } from './platform/telemetry/log';

const bodyLimit = 4 * 1024 * 1024;
const uploadLimit = 32 * 1024 * 1024;
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' blob:; script-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

export interface HttpServer {
  readonly app: NestFastifyApplication;
  readonly hub: EventHub;
  close(): Promise<void>;
}

/** The HTTP process: Nest on Fastify, strict JSON, the built pages, and one event hub. */
export const openHttpServer = async (house: House, log: Log): Promise<HttpServer> => {
  const sessions = new Sessions(house.db, house.courts);
  const stillIn = async ({ actor, token }: { actor: Actor; token: string }): Promise<boolean> => {
    const now = (await sessions.sitting(token, false))?.actor;
    return now?.person === actor.person && now.role === actor.role && now.court === actor.court;
  };
  const hub = new EventHub(house.courts, stillIn, new EventScope(house.db));
  const accessLog = new AccessLog(house.db, house.courts);
  const adapter = new FastifyAdapter({
    bodyLimit,
    forceCloseConnections: false,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(house, hub, sessions, accessLog, log),
    adapter,
    {
      logger: false,
      bodyParser: false,
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (_request: unknown, body: unknown, done: (error: Error | null, value?: unknown) => void) => {
      try {
        done(null, parseJson(body as string));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.removeContentTypeParser(['text/plain']);
  fastify.addHook(
    'onSend',
    (
      request: { url: string },
      reply: { header(name: string, value: string): unknown; hasHeader(name: string): boolean },
      _payload: unknown,
      done: () => void,
    ) => {
      if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy);
      reply.header('x-content-type-options', 'nosniff');
      reply.header('referrer-policy', 'same-origin');
      if (request.url.startsWith('/api') && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store');
      done();
    },
  );
  logRequests(fastify, accessLog, log);
  await app.register(fastifyCookie as never);
  await app.register(
    fastifyMultipart as never,
    { limits: { fileSize: uploadLimit, files: 1, fields: 5, parts: 6 } } as never,
  );
  await servePages(app, house.config.webFolder);
  house.onChanged((changes) => hub.changed(changes));
  await house.hearChanges((changes) => (changes ? hub.changed(changes) : hub.reset()));
  await house.channel.hear(topics.board, (message) =>
    message === '' ? hub.reset() : hub.board(JSON.parse(message) as string[]),
  );
  await house.channel.hear(topics.notices, (message) =>
    message === '' ? hub.reset() : hub.notices(JSON.parse(message) as string[]),
  );
  await house.channel.hear(topics.exports, (message) =>
    message === '' ? hub.reset() : hub.exports(JSON.parse(message) as string[]),
  );
  await app.init();
  return {
    app,
    hub,
    close: async () => {
      hub.close();
      await app.close();
    },
  };
};

/** The pages with long-lived hashed files, and the first page for every path that is not the API's. */
const servePages = async (app: NestFastifyApplication, folder: string): Promise<void> => {
  const root = path.resolve(folder);
  const fastify = app.getHttpAdapter().getInstance();
  if (existsSync(path.join(root, 'index.html')))
    await app.register(
      fastifyStatic as never,
      {
        root,
        wildcard: false,
        preCompressed: true,
        setHeaders: (reply: { header(name: string, value: string): unknown }, file: string) =>
          reply.header(
            'cache-control',
            /-[\w-]{8}\.(js|css)$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
          ),
      } as never,
    );
  // Longer paths win over this one; what is left is a page of the browser's router, or nothing.
  fastify.get('/*', (request: { url: string }, reply: { sendFile(file: string): unknown }) => {
    if (request.url.startsWith('/api') || /\.\w+$/.test(request.url) || !existsSync(path.join(root, 'index.html')))
      throw new NotFoundException();
    return reply.sendFile('index.html');
  });
};
