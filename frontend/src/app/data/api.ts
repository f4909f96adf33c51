import { Injectable } from '@angular/core';
import type { Problem } from '@xiezhi/contract';

/** 不予办理: what the server refused, with its words. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

const offline: Problem = { type: 'offline', title: 'offline', status: 0, code: 'offline' };

export interface Write {
  /** The same key for the same wish: a second press or a retry is answered as the first. */
  readonly key?: string;
  readonly revision?: number;
}

/** What may be heard of the traffic: that something was asked, and that something was refused. */
export interface Hearer {
  asked?(path: string): void;
  refused?(problem: Problem, path: string): void;
}

/** The one place that speaks HTTP. Everything thrown is a `Refusal`. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly hearers = new Set<Hearer>();

  hear(hearer: Hearer): void {
    this.hearers.add(hearer);
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>(path, { method: 'GET' });
  }

  post<T>(path: string, body: unknown = {}, write: Write = {}): Promise<T> {
    return this.send<T>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headersOf(write) },
    });
  }

  upload<T>(path: string, file: File, write: Write = {}): Promise<T> {
    const form = new FormData();
    form.append('file', file);
    return this.send<T>(path, { method: 'POST', body: form, headers: headersOf(write) });
  }

  async text(path: string): Promise<string> {
    return (await this.fetch(path, { method: 'GET' })).text();
  }

  async blob(path: string): Promise<Blob> {
    return (await this.fetch(path, { method: 'GET' })).blob();
  }

  private async send<T>(path: string, init: RequestInit): Promise<T> {
    const answer = await this.fetch(path, init);
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    this.hearers.forEach((hearer) => hearer.asked?.(path));
    const answer = await fetch(`/api${path}`, { credentials: 'same-origin', ...init }).catch(() => undefined);
    if (!answer) throw new Refusal(offline);
    if (answer.ok) return answer;
    const problem = (await answer
      .json()
      .catch(() => ({ ...offline, status: answer.status, code: 'internal' }))) as Problem;
    this.hearers.forEach((hearer) => hearer.refused?.(problem, path));
    throw new Refusal(problem);
  }
}

const headersOf = ({ key, revision }: Write): Record<string, string> => ({
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(revision === undefined ? {} : { 'if-match': String(revision) }),
});

/** A fresh Idempotency-Key; works on plain http too, where `crypto.randomUUID` is absent. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
