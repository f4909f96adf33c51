import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { EventHub } from './event-hub';

@Controller()
export class EventsController {
  constructor(private readonly hub: EventHub) {}

  @Operation('events')
  async events(
    @AskedFor() { actor, token }: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const barriers = await this.hub.ready();
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const last = request.headers['last-event-id'];
    this.hub.watch(actor, token, reply.raw, typeof last === 'string' ? last : undefined, barriers);
  }
}
