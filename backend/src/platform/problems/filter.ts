import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Problem, ShellProblem } from '@xiezhi/contract';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sqlStateOf } from '../database/database';
import type { Log } from '../telemetry/log';
import { ProblemError, shellProblem } from './problem';

const ofStatus: Readonly<Record<number, ShellProblem>> = {
  400: 'malformed-request',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'overloaded',
  503: 'overloaded',
};
/** Locks held too long, statements cut off, no connection, disk full: come again. */
const passing = new Set([
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '08006',
  '08001',
  '40001',
  '40P01',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/** Everything thrown becomes problem+json here. What is not expected gets a number, and only the log learns the rest. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) return;
    const problem = this.problemOf(error, http.getRequest<FastifyRequest>());
    if (problem.status === 503 || problem.status === 429) void reply.header('retry-after', '1');
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemError) return error.problem;
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    const known = status === undefined ? undefined : ofStatus[status];
    if (known) return shellProblem(known).problem;
    if (status !== undefined && status >= 400 && status < 500) return shellProblem('malformed-request').problem;
    const instance = randomUUID().slice(0, 8);
    const busy =
      passing.has(sqlStateOf(error) ?? '') ||
      /timeout|Connection terminated/.test(error instanceof Error ? error.message : '');
    this.log.error({ err: error, instance, route: request.routeOptions.url }, busy ? 'busy' : 'unexpected');
    return shellProblem(busy ? 'overloaded' : 'internal', { instance }).problem;
  }
}
