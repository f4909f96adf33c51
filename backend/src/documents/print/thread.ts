import { type Paper } from '@xiezhi/papers';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Printer } from './printer';
import { PaperRefused, type Printed, type PrintedList, type Printing } from './sheet';

interface PaperJob {
  readonly n: number;
  readonly paper: string;
  readonly template: Uint8Array;
  readonly content: Readonly<Record<string, unknown>>;
}
interface ListJob {
  readonly n: number;
  readonly list: PrintedList;
}
export type Job = PaperJob | ListJob;
/** A list has no Word form. */
export type Answer =
  | { readonly n: number; readonly word?: Uint8Array; readonly pdf: Uint8Array; readonly pages: number }
  | { readonly n: number; readonly refused: { readonly zh: string; readonly en: string } }
  | { readonly n: number; readonly failed: string };

interface Waiting {
  readonly resolve: (printed: Printed) => void;
  readonly reject: (error: Error) => void;
}

/** Setting a long list takes longer than a request may wait: papers are printed one after another in a thread of their own. */
class PrintingThread implements Printing {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private n = 0;

  constructor(private readonly file: string) {}

  print(paper: Paper, template: Buffer, content: Readonly<Record<string, unknown>>): Promise<Printed> {
    return this.ask({ paper: paper.id, template: new Uint8Array(template), content });
  }

  list(list: PrintedList): Promise<Pick<Printed, 'pdf' | 'pages'>> {
    return this.ask({ list });
  }

  private ask(job: Omit<PaperJob, 'n'> | Omit<ListJob, 'n'>): Promise<Printed> {
    this.n += 1;
    const { n } = this;
    return new Promise((resolve, reject) => {
      this.waiting.set(n, { resolve, reject });
      (this.worker ??= this.start()).postMessage({ n, ...job });
    });
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = this.waiting.get(answer.n);
      this.waiting.delete(answer.n);
      if ('pdf' in answer)
        waiting?.resolve({ word: Buffer.from(answer.word ?? []), pdf: Buffer.from(answer.pdf), pages: answer.pages });
      else if ('refused' in answer) waiting?.reject(new PaperRefused(answer.refused));
      else waiting?.reject(new Error(answer.failed));
    });
    // What the thread was printing when it fell is printed again by whoever asked; the next job starts a new one.
    const fell = (error: Error): void => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    worker.on('error', fell);
    worker.on('exit', () => fell(new Error('the printing thread ended')));
    return worker;
  }
}

/** The built product prints in a thread; sources that run as they are print in their own process. */
export const printingBeside = (printer: Printer): Printing & { stop(): Promise<void> } => {
  const file = path.join(import.meta.dirname, 'printing.js');
  if (existsSync(file)) return new PrintingThread(file);
  return {
    print: (paper, template, content) => printer.print(paper, template, content),
    list: (list) => printer.list(list),
    stop: () => Promise.resolve(),
  };
};
