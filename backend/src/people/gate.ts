import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from '@xiezhi/engine';
import { type Route, type RouteName, routes } from '@xiezhi/contract';
import type { z } from 'zod';
import { type AskedRequest, routeKey } from '../platform/http/operation';
import { inputProblem, shellProblem } from '../platform/problems/problem';
import { People } from './people';

export const cookieName = 'xz_session';
const nobody: Actor = { person: '', name: '', role: '', court: '' };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The one gate: every request passes it, and what it reads comes from the contract. A method without a route is refused. */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly people: People,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<RouteName | undefined>(routeKey, context.getHandler());
    if (name === undefined) throw new Error('a controller method names no operation of the contract');
    const route: Route = routes[name];
    const request = context.switchToHttp().getRequest<AskedRequest>();
    const token = tokenOf(request);
    const actor = route.access === 'anyone' ? nobody : await this.actor(token);
    if (route.access === 'auditor' && actor.role !== 'audit-admin') throw shellProblem('not-for-your-role');
    const params = (request.params ?? {}) as Record<string, string>;
    if (params['id'] !== undefined && !uuid.test(params['id'])) throw shellProblem('not-found');
    request.asked = {
      actor,
      token,
      params,
      body: route.body ? read(route.body, request.body ?? {}, '') : undefined,
      query: readQuery(route, request.query),
      key: route.keyed ? keyOf(request) : '',
      revision: route.matched ? revisionOf(request) : 0,
    };
    return true;
  }

  private async actor(token: string): Promise<Actor> {
    const actor = token === '' ? undefined : await this.people.actorOf(token);
    if (!actor) throw shellProblem('sign-in-needed');
    return actor;
  }
}

const tokenOf = (request: AskedRequest): string => {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  const { cookies } = request as unknown as { cookies?: Record<string, string | undefined> };
  return bearer ?? cookies?.[cookieName] ?? '';
};

const read = (schema: z.ZodType, value: unknown, root: string): unknown => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw inputProblem(
    parsed.error.issues.flatMap((issue) => {
      const path = `${root}/${issue.path.map(String).join('/')}`;
      return issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            pointer: `${path === '/' ? '' : path}/${key}`,
            code: 'unknown-field',
            message: '未知字段',
          }))
        : [{ pointer: path, code: issue.code, message: issue.message }];
    }),
  );
};

/** Single-valued means single: a repeated parameter is refused, not joined. */
const readQuery = (route: Route, query: unknown): unknown => {
  const given = (query ?? {}) as Record<string, unknown>;
  const repeated = Object.entries(given).find(([, value]) => typeof value !== 'string');
  if (repeated) throw shellProblem('malformed-request', { detail: `参数 ${repeated[0]} 只能出现一次` });
  return route.query ? read(route.query, given, '') : {};
};

const keyOf = (request: AskedRequest): string => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,100}$/.test(key)) throw shellProblem('key-missing');
  return key;
};

const revisionOf = (request: AskedRequest): number => {
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '');
  if (!match) throw shellProblem('revision-missing');
  return Number(match[1]);
};
