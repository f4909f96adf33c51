import { paperOf } from '@xiezhi/papers';
import { parentPort } from 'node:worker_threads';
import { Printer } from './documents/print/printer';
import { PaperRefused } from './documents/print/sheet';
import type { Answer, Job } from './documents/print/thread';
import { beside } from './platform/config/beside';

/** The printing thread: one paper after another, in the order of asking. */
const printer = new Printer(beside('papers'));
const answer = async (job: Job): Promise<Answer> => {
  const { n } = job;
  try {
    if ('list' in job) return { n, ...(await printer.list(job.list)) };
    const paper = paperOf(job.paper);
    if (!paper) return { n, failed: `there is no paper ${job.paper}` };
    const { word, pdf, pages } = await printer.print(paper, Buffer.from(job.template), job.content);
    return { n, word, pdf, pages };
  } catch (error) {
    if (error instanceof PaperRefused) return { n, refused: error.words };
    return { n, failed: error instanceof Error ? error.message : 'unknown' };
  }
};

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (job: Job) => {
  last = last.then(async () => parentPort?.postMessage(await answer(job)));
});
