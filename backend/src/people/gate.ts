import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from '@xiezhi/engine';
import { type AccessOutcome, linesOf, type Route, type RouteName, routes, loginName } from '@xiezhi/contract';
import { maskNumbers } from '@xiezhi/law';
import type { z } from 'zod';
import { type AskedRequest, routeKey } from '../platform/http/operation';
import { inputProblem, shellProblem } from '../platform/problems/problem';
import type { Access } from '../access/access';
import { cookieOf, sessionCookie } from './cookies';
import type { Sessions, Sitting } from './sessions';

const nobody: Actor = { person: '', name: '', role: '', court: '' };
/** Judged where their object is known: commands under the matter's lock, papers and accounts by the matters they belong to. */
const judgedWithin = new Set<RouteName>(['perform', 'readDocument', 'account', 'revealAccount']);
/** What a person may do whose password is due. */
export const whileDue = new Set<RouteName>(['me', 'signOut', 'changePassword']);
/** Searches among persons, whose words are kept in the access log. */
const searches = new Set<RouteName>(['audit', 'people', 'sessions']);
const ids = ['id', 'grant', 'exclusion', 'identity'];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The one gate: every request passes it, and what it reads comes from the contract. A method without a route is refused. */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly access: Access,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<RouteName | undefined>(routeKey, context.getHandler());
    if (name === undefined) throw new Error('a controller method names no operation of the contract');
    const route: Route = routes[name];
    const request = context.switchToHttp().getRequest<AskedRequest>();
    const token = tokenOf(request);
    const params = (request.params ?? {}) as Record<string, string>;
    // What is no id may be anything: a number of a person, too.
    request.audited = { operation: name, object: objectOf(params) };
    const sitting = route.access === 'anyone' ? undefined : await this.sitting(token);
    const actor = sitting?.actor ?? nobody;
    if (sitting) request.audited.actor = actor;
    if (sitting?.passwordDue && !whileDue.has(name)) throw shellProblem('password-change-needed');
    if (ids.some((id) => params[id] !== undefined && !uuid.test(params[id]))) throw shellProblem('not-found');
    const query = readQuery(route, request.query);
    const body = route.body ? read(route.body, request.body ?? {}, '') : undefined;
    request.audited.purpose = purposeOf(body) ?? (searches.has(name) ? soughtBy(query) : null);
    const outcome = sitting ? await this.admit(name, params, actor) : 'full';
    request.asked = {
      actor,
      session: sitting?.session ?? '',
      post: sitting?.post ?? '',
      outcome,
      token,
      params,
      body,
      query,
      key: route.keyed ? keyOf(request) : '',
      revision: route.matched ? revisionOf(request) : 0,
    };
    return true;
  }

  private async sitting(token: string): Promise<Sitting> {
    const sitting = token === '' ? undefined : await this.sessions.sitting(token, true);
    if (!sitting) throw shellProblem('sign-in-needed');
    if (!sitting.actor) throw shellProblem('no-post');
    return sitting;
  }

  /** The policy's word, before the method runs. What concerns a matter by its path is judged by how the actor stands to it. */
  private async admit(name: RouteName, params: Readonly<Record<string, string>>, actor: Actor): Promise<AccessOutcome> {
    if (!linesOf(name).some((line) => line.relations)) {
      if (!this.access.byRole(name, actor)) throw shellProblem('not-for-your-role');
      return 'full';
    }
    if (judgedWithin.has(name)) return 'full';
    return (await this.access.demand(name, params['id'] ?? '', actor)).outcome;
  }
}

const objectOf = ({ id = '', provider }: Readonly<Record<string, string>>): string | null =>
  uuid.test(id) ? id : provider !== undefined && /^[a-z0-9-]{1,40}$/.test(provider) ? provider : null;

const tokenOf = (request: AskedRequest): string => {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? cookieOf(request, sessionCookie);
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

/** Which persons an administrator looked for. */
const soughtBy = (query: unknown): string | null => {
  const { limit: _limit, cursor: _cursor, ...sought } = query as Record<string, string>;
  const text = Object.entries(sought).map(
    ([name, value]) => `${name}=${uuid.test(value) ? value : maskNumbers(value)}`,
  );
  return text.length === 0 ? null : text.join('&').slice(0, 300);
};

/** Why, where the person had to say it; for a sign-in, the name that was tried. */
const purposeOf = (body: unknown): string | null => {
  const { purpose, reason, username } = (body ?? {}) as Record<string, unknown>;
  const said = [purpose, reason].find((one) => typeof one === 'string');
  if (typeof said === 'string') return maskNumbers(said);
  if (typeof username !== 'string') return null;
  // What does not look like a name may be a password or an ID in the wrong field.
  return loginName.test(username) ? username : '（不是登录名的形式）';
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
