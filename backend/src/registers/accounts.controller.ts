import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access } from '../access/access';
import { AccessLog } from '../access/access-log';
import { CampaignBoard } from '../insight/campaign-board';
import { courtTime } from '../platform/clock/court-time';
import { Vault } from '../platform/crypto/crypto-port';
import { CourtReads } from '../platform/database/court-reads';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';

@Controller()
export class AccountsController {
  constructor(
    private readonly access: Access,
    private readonly boards: CampaignBoard,
    private readonly reads: CourtReads,
    private readonly crypto: Vault,
    private readonly log: AccessLog,
  ) {}

  @Operation('account')
  async account(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    const outcome = await this.access.demandAccount('account', params['id'] ?? '', actor);
    const account = await this.boards.accountOf(params['id'] ?? '', actor, outcome === 'masked');
    if (account === undefined) throw shellProblem('not-found');
    return account;
  }

  /** 显示完整账号: one number, for a purpose, for minutes; the line in the access log is written before the number leaves. */
  @Operation('revealAccount')
  async reveal(
    @AskedFor() { params, body, actor }: Asked<{ purpose: string }>,
    @Req() request: FastifyRequest,
  ): Promise<{ number: string; until: string }> {
    const id = params['id'] ?? '';
    await this.access.demandAccount('revealAccount', id, actor);
    const row = await this.reads.as(actor).one<{ sealed_number: string; until: Date }>({
      text: `select sealed_number, clock_timestamp() + interval '5 minutes' as until from account where id = $1`,
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    await this.log.write({
      actor,
      operation: 'revealAccount',
      object: id,
      outcome: 'shown',
      purpose: body.purpose,
      address: request.ip,
    });
    return { number: this.crypto.open(row.sealed_number, 'account-number'), until: courtTime(row.until) };
  }
}
