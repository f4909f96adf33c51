import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  Post,
  SetMetadata,
} from '@nestjs/common';
import type { Actor } from '@xiezhi/engine';
import { type AccessOutcome, type Route, type RouteName, routes } from '@xiezhi/contract';
import type { FastifyRequest } from 'fastify';

export const routeKey = 'xiezhi:route';

/** Binds a controller method to its line of the contract: path, method, status, access and schemas come from there. */
export const Operation = (name: RouteName): MethodDecorator => {
  const route: Route = routes[name];
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  return applyDecorators(
    route.method === 'GET' ? Get(path) : Post(path),
    HttpCode(route.status ?? 200),
    SetMetadata(routeKey, name),
  );
};

/** What the gate let through: parsed by the contract, and who asks. */
export interface Asked<Body = unknown, Query = unknown> {
  readonly actor: Actor;
  readonly token: string;
  readonly session: string;
  readonly post: string;
  /** How much of it: what the policy admits to. */
  readonly outcome: AccessOutcome;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
  readonly key: string;
  readonly revision: number;
}

/** What the access log is told of a request, whatever becomes of it. */
export interface Audited {
  readonly operation: RouteName;
  readonly object: string | null;
  actor?: Actor;
  purpose?: string | null;
  /** What came of it, where the status does not say: a redirect that refuses. */
  outcome?: string;
}

export type AskedRequest = FastifyRequest & { asked?: Asked; audited?: Audited };

export const AskedFor = createParamDecorator((_data: unknown, context: ExecutionContext): Asked => {
  const { asked } = context.switchToHttp().getRequest<AskedRequest>();
  if (!asked) throw new Error('the gate did not see this request');
  return asked;
});
