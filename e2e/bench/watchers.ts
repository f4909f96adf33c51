import net from 'node:net';

interface Watcher {
  socket: net.Socket;
  last: string | undefined;
  readonly seen: (event: string) => void;
}

const head = (host: string, token: string, last: string | undefined): string =>
  `GET /api/events HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\naccept: text/event-stream\r\n${last === undefined ? '' : `last-event-id: ${last}\r\n`}\r\n`;

/** People by the thousand who look at their desks: each a stream of its own, which comes back by itself with the mark of what it has. */
export class Watchers {
  private readonly all: Watcher[] = [];
  private stopping = false;
  /** Streams that have been answered and are open. */
  open = 0;
  private heard = 0;
  private waiting: { readonly event: string; readonly times: number[]; readonly all: () => void } | undefined;

  constructor(
    private readonly url: URL,
    private readonly token: string,
  ) {}

  async start(n: number): Promise<void> {
    for (let i = 0; i < n; i += 1) {
      this.connect();
      if (i % 250 === 249) await this.until(() => this.open > i - 200);
    }
    await this.until(() => this.open === n);
  }

  /** Resolves when every stream has heard an event of this kind; how long after the call each did, in ms. */
  async hear(event: string, cause: () => Promise<unknown>): Promise<number[]> {
    const times: number[] = [];
    const everybody = new Promise<void>((all) => (this.waiting = { event, times, all }));
    this.heard = 0;
    const since = performance.now();
    await cause();
    await everybody;
    this.waiting = undefined;
    return times.map((at) => at - since);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resume) => setTimeout(resume, 10));
  }

  stop(): void {
    this.stopping = true;
    for (const { socket } of this.all) socket.destroy();
  }

  private connect(): void {
    const watcher: Watcher = {
      socket: this.dial(undefined),
      last: undefined,
      seen: (event) => {
        if (event !== this.waiting?.event) return;
        this.waiting.times.push(performance.now());
        if ((this.heard += 1) === this.all.length) this.waiting.all();
      },
    };
    this.all.push(watcher);
    this.listen(watcher);
  }

  private dial(last: string | undefined): net.Socket {
    const socket = net.connect(Number(this.url.port), this.url.hostname);
    socket.setNoDelay(true);
    socket.write(head(this.url.host, this.token, last));
    return socket;
  }

  private listen(watcher: Watcher): void {
    let answered = false;
    let text = '';
    watcher.socket.setEncoding('utf8');
    watcher.socket.on('data', (part: string) => {
      if (!answered && part.startsWith('HTTP/1.1 200')) {
        answered = true;
        this.open += 1;
      }
      text += part;
      const end = text.lastIndexOf('\n\n');
      if (end < 0) return;
      for (const [, id] of text.slice(0, end + 1).matchAll(/^id: (.*)\r?$/gm)) watcher.last = id;
      for (const [, event] of text.slice(0, end + 1).matchAll(/^event: (.*)\r?$/gm)) watcher.seen(event ?? '');
      text = text.slice(end + 2);
    });
    watcher.socket.on('error', () => undefined);
    watcher.socket.on('close', () => {
      if (answered) this.open -= 1;
      if (this.stopping) return;
      setTimeout(() => {
        if (this.stopping) return;
        watcher.socket = this.dial(watcher.last);
        this.listen(watcher);
      }, 1_000);
    });
  }
}
