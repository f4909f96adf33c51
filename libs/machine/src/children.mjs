import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const biggestLog = 20 * 1024 * 1024;

/** Starts processes, writes their pid files and logs, starts again what dies, and ends all: processes first, the servers they use last. */
export class Children {
  constructor(dataFolder) {
    this.run = path.join(dataFolder, 'run');
    this.log = path.join(dataFolder, 'log');
    mkdirSync(this.run, { recursive: true });
    mkdirSync(this.log, { recursive: true });
    this.ends = [];
    this.stops = [];
    this.ending = false;
  }

  /** A process that is kept alive until `end`. */
  keep(kind, n, command, env) {
    const file = path.join(this.log, `${kind}-${n}.log`);
    if (existsSync(file) && statSync(file).size > biggestLog) renameSync(file, `${file}.1`);
    const out = createWriteStream(file, { flags: 'a' });
    let wait = 200;
    let child;
    const start = () => {
      const since = Date.now();
      child = spawn(command[0], command.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      child.stdout.pipe(out, { end: false });
      child.stderr.pipe(out, { end: false });
      this.note(kind, n, child.pid);
      child.once('exit', () => {
        if (this.ending) return;
        wait = Date.now() - since > 10_000 ? 200 : Math.min(5_000, wait * 2);
        setTimeout(() => !this.ending && start(), wait);
      });
    };
    start();
    this.ends.push(() => stopChild(child, 10_000));
  }

  /** A server that knows how to start and stop itself; started again when it dies. */
  async serve(kind, start) {
    let server = await start();
    if (!server) return undefined;
    const watch = () => {
      this.note(kind, 1, server.pid);
      server.child.once('exit', async () => {
        for (let wait = 300; !this.ending; wait = Math.min(5_000, wait * 2)) {
          await new Promise((resume) => setTimeout(resume, wait));
          try {
            server = await start();
            return watch();
          } catch {
            continue;
          }
        }
      });
    };
    watch();
    this.stops.push(() => server.stop());
    return server;
  }

  async end() {
    if (this.ending) return;
    this.ending = true;
    await Promise.all(this.ends.splice(0).map((end) => end()));
    for (const stop of this.stops.splice(0).reverse()) await stop();
    rmSync(this.run, { recursive: true, force: true });
  }

  note(kind, n, pid) {
    writeFileSync(path.join(this.run, `${kind}-${n}.pid`), `${pid}\n`);
  }
}

const stopChild = (child, patience) =>
  new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
    child.once('exit', () => resolve(undefined));
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), patience).unref();
  });
