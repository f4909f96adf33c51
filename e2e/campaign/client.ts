import type {
  BatchView,
  BoardView,
  DocumentView,
  ImportView,
  MatterRow,
  MatterView,
  PersonView,
  Problem,
} from '@xiezhi/contract';
import { randomUUID } from 'node:crypto';

/** A refusal as the API gave it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.code}: ${problem.detail ?? problem.title}`);
  }
}

export interface Asking {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly form?: FormData;
  readonly key?: string;
  readonly revision?: number;
}

const patience = 60_000;

/** One person at the public API. Writes carry a key, so that asking again after a broken connection is safe. */
export class Client {
  private constructor(
    private readonly base: () => string,
    readonly token: string,
    readonly person: PersonView,
  ) {}

  /** A session that is open already. */
  static async bearing(base: string, token: string): Promise<Client> {
    const answer = await fetch(`${base}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    return new Client(() => base, token, (await answer.json()) as PersonView);
  }

  static async signIn(base: string | (() => string), username: string, password: string): Promise<Client> {
    const at = typeof base === 'string' ? () => base : base;
    const answer = await persist(() =>
      fetch(`${at()}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      }),
    );
    const body = (await answer.json()) as { accessToken: string; person: PersonView };
    if (!answer.ok) throw new Refused(answer.status, body as unknown as Problem);
    return new Client(at, body.accessToken, body.person);
  }

  async ask<T>(path: string, asking: Asking = {}): Promise<T> {
    const answer = await this.raw(path, asking);
    const text = await answer.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (!answer.ok) throw new Refused(answer.status, body as Problem);
    return body as T;
  }

  /** Persists through lost connections and busy servers: same key, same wish. */
  raw(path: string, { method, body, form, key, revision }: Asking = {}): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    if (revision !== undefined) headers['if-match'] = String(revision);
    const write = body !== undefined || form !== undefined;
    const payload = form ?? (body === undefined ? undefined : JSON.stringify(body));
    return persist(() =>
      fetch(this.base() + path, {
        method: method ?? (write ? 'POST' : 'GET'),
        headers,
        ...(payload === undefined ? {} : { body: payload }),
      }),
    );
  }

  matter(id: string): Promise<MatterView> {
    return this.ask(`/api/matters/${id}`);
  }

  board(id: string): Promise<BoardView> {
    return this.ask(`/api/matters/${id}/progress`);
  }

  async find(query: string): Promise<MatterRow[]> {
    const found: MatterRow[] = [];
    for (let cursor = ''; ;) {
      const page = await this.ask<{ items: MatterRow[]; next: string | null }>(
        `/api/matters?limit=200&${query}${cursor}`,
      );
      found.push(...page.items);
      if (page.next === null) return found;
      cursor = `&cursor=${page.next}`;
    }
  }

  /** Acts on what was seen; someone else's movement in between is read and the wish repeated, with the same key. */
  async act(
    id: string,
    action: string,
    input: Record<string, unknown> = {},
    key: string = randomUUID(),
  ): Promise<MatterView> {
    for (let tries = 0; ; tries += 1) {
      const { revision } = await this.matter(id);
      try {
        return await this.ask<MatterView>(`/api/matters/${id}/actions/${action}`, { body: { input }, key, revision });
      } catch (error) {
        if (tries > 20 || !(error instanceof Refused) || error.problem.code !== 'stale-revision') throw error;
      }
    }
  }

  file(id: string, kind: string, name: string, bytes: Buffer, also: readonly string[] = []): Promise<DocumentView> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const query = also.length === 0 ? '' : `&also=${also.join(',')}`;
    return this.ask(`/api/matters/${id}/documents?kind=${kind}${query}`, { form, key: `file-${id}-${kind}-${name}` });
  }

  check(name: string, bytes: Buffer): Promise<ImportView> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.ask('/api/imports?kind=freezes', { form });
  }

  async batch(action: string, ids: readonly string[], input: Record<string, unknown> = {}): Promise<BatchView> {
    const started = await this.ask<BatchView>('/api/batches', {
      body: { action, selection: { ids }, input },
      key: randomUUID(),
    });
    return until(
      () => this.ask<BatchView>(`/api/batches/${started.id}`),
      (batch) => batch.status !== 'running',
    );
  }
}

const persist = async (ask: () => Promise<Response>): Promise<Response> => {
  const end = Date.now() + patience;
  for (;;) {
    try {
      const answer = await ask();
      if (answer.status < 500 || Date.now() > end) return answer;
      await answer.arrayBuffer();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resume) => setTimeout(resume, 50 + Math.random() * 100));
  }
};

/** Looks again until it holds; waits for the event and not for luck. */
export const until = async <T>(look: () => Promise<T>, holds: (value: T) => boolean, within = 60_000): Promise<T> => {
  const end = Date.now() + within;
  for (let wait = 5; ; wait = Math.min(200, wait * 1.5)) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > end)
      throw new Error(`it did not come to hold within ${within} ms: ${JSON.stringify(value).slice(0, 400)}`);
    await new Promise((resume) => setTimeout(resume, wait));
  }
};
