import { type ParsedMail, simpleParser } from 'mailparser';
import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { until } from './product';

/** A real SMTP server on loopback: takes mail, refuses an address, is down and up again, and may keep its answer back. */
export class MailHouse {
  readonly mails: ParsedMail[] = [];
  readonly refused = new Set<string>();
  /** Called when a mail was taken and before its sender hears so. */
  taken: (() => Promise<void>) | undefined;
  private server: SMTPServer | undefined;

  private constructor(readonly port: number) {}

  static async open(): Promise<MailHouse> {
    const house = new MailHouse(await freePort());
    await house.up();
    return house;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, callback) =>
        callback(this.refused.has(address) ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
      onData: (stream, _session, callback) => {
        void simpleParser(stream)
          .then(async (mail) => {
            this.mails.push(mail);
            await this.taken?.();
          })
          .then(
            () => callback(null),
            (error: Error) => callback(error),
          );
      },
    });
    server.on('error', () => undefined);
    this.server = server;
    await new Promise<void>((resume) => server.listen(this.port, '127.0.0.1', resume));
  }

  async down(): Promise<void> {
    await new Promise<void>((resume) => this.server?.close(() => resume()));
  }

  to(address: string): ParsedMail[] {
    return this.mails.filter(({ to }) => to !== undefined && !Array.isArray(to) && to.text === address);
  }

  arrived(address: string, n = 1): Promise<void> {
    return until(() => Promise.resolve(this.to(address).length >= n), 60_000);
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => resolve(typeof at === 'object' && at ? at.port : 0));
    });
  });
