import type { EffectOutcome } from '@xiezhi/engine';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Courts } from '../courts/courts';
import type { EffectHandler, OwedEffect, Report } from '../effects/effect-worker';
import type { CourtReads } from '../platform/database/court-reads';
import type { Database } from '../platform/database/database';
import { digestMail, type MailedNotice } from './digest-mail';

interface Digest {
  readonly id: string;
  readonly person_id: string;
  readonly address: string;
  readonly notices: string[];
  readonly settled: boolean;
  readonly disabled: boolean;
  readonly now: Date;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

const minutes = (n: number): number => n * 60_000;
const waitForConfiguration = minutes(5);

/**
 * Sends one digest. At least once: a repeat carries the same Message-ID, by which mail houses and people know it. What it says is read
 * when it is sent, as its reader may see it then.
 */
export class SendDigest implements EffectHandler {
  readonly kind = 'send-digest';
  private readonly transport: Transporter | undefined;

  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly house: { readonly smtp: string | undefined; readonly mailFrom: string; readonly origin: string },
  ) {
    // Well within the time for which an effect is claimed.
    this.transport =
      house.smtp === undefined
        ? undefined
        : nodemailer.createTransport({
            url: house.smtp,
            connectionTimeout: 5_000,
            greetingTimeout: 5_000,
            socketTimeout: 10_000,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    if (!this.transport) return { kind: 'snooze', until: new Date(Date.now() + waitForConfiguration).toISOString() };
    const digest = await this.digest(String(effect.payload['digest']));
    if (!digest || digest.settled || digest.disabled) return { kind: 'done' };
    const notices = await this.notices(digest);
    if (notices.length > 0) {
      try {
        await this.send(this.transport, digest, notices);
      } catch (error) {
        return await this.failed(digest.id, error as SmtpError);
      }
    }
    return {
      kind: 'done',
      report: {
        within: async (tx) => {
          await tx.rows({
            text: 'update notice_digest set sent_at = clock_timestamp(), cause = null where id = $1',
            values: [digest.id],
          });
        },
      },
    };
  }

  private async send(transport: Transporter, digest: Digest, notices: readonly MailedNotice[]): Promise<void> {
    await transport.sendMail({
      from: this.house.mailFrom,
      to: digest.address,
      messageId: `<digest-${digest.id}@${new URL(this.house.origin).hostname}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      ...digestMail(notices, digest.now, this.house.origin),
    });
  }

  /** An address that is refused for good is given up, and shown to the person; everything else is tried again, later each time. */
  private async failed(id: string, { code, responseCode }: SmtpError): Promise<EffectOutcome<Report>> {
    const refused = responseCode !== undefined && responseCode >= 500;
    const cause = refused ? `邮件被拒收（${responseCode}）` : `邮件服务器联系不上（${code ?? 'unknown'}）`;
    await this.db.rows({
      text: 'update notice_digest set cause = $2, failed_at = case when $3 then clock_timestamp() end where id = $1',
      values: [id, cause, refused],
    });
    return refused ? { kind: 'give-up', reason: cause } : { kind: 'retry', cause };
  }

  private digest(id: string): Promise<Digest | undefined> {
    return this.db.one({
      text: `select d.id, d.person_id, d.address, d.notices, d.sent_at is not null or d.failed_at is not null as settled,
                    p.disabled_at is not null as disabled, court_now() as now
               from notice_digest d join person p on p.id = d.person_id where d.id = $1`,
      values: [id],
    });
  }

  private async notices({ person_id, notices }: Digest): Promise<MailedNotice[]> {
    const rows = await this.reads
      .as({ person: person_id, court: '' })
      .rows<Omit<MailedNotice, 'court_name'> & { court: string }>({
        text: `select n.letter, n.court, n.matter_id, n.case_no, cardinality(n.matters) as count, n.due_at, n.at
                 from notice n where n.id = any($1::uuid[]) order by n.at, n.id`,
        values: [notices],
      });
    return rows.map(({ court, ...row }) => ({ ...row, court_name: this.courts.nameOf(court) }));
  }
}
