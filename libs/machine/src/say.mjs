// What the person at the terminal reads: Chinese first, English second; steps longer than a second show that they move.
const tty = process.stdout.isTTY === true;

/** @param {string} zh @param {string} [en] */
export const say = (zh, en) => process.stdout.write(`${zh}${en ? `  ·  ${en}` : ''}\n`);

/**
 * Runs a step and shows how long it takes.
 * @template T @param {string} zh @param {string} en @param {() => Promise<T>} work @returns {Promise<T>}
 */
export const step = async (zh, en, work) => {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(0)} s`;
  let shown = false;
  const timer = setInterval(() => {
    shown = true;
    if (tty) process.stdout.write(`\r${zh} … ${seconds()} `);
    else if ((Date.now() - start) % 15_000 < 1_000) process.stdout.write(`${zh} … ${seconds()}\n`);
  }, 1_000);
  try {
    const value = await work();
    if (shown && tty) process.stdout.write('\r');
    say(`✓ ${zh}（${seconds()}）`, en);
    return value;
  } finally {
    clearInterval(timer);
  }
};

/** A reason to stop that the person can do something about. */
export class Stop extends Error {
  /** @param {keyof typeof exitCodes} code @param {string} zh @param {string} en */
  constructor(code, zh, en) {
    super(`${zh}  ·  ${en}`);
    this.exitCode = exitCodes[code];
  }
}

/** Exit codes of `npm start`; the README lists them. */
export const exitCodes = {
  'port-taken': 10,
  'folder-not-writable': 11,
  'no-disk': 12,
  'server-too-old': 13,
  'redis-policy': 14,
  'no-node': 15,
  'install-failed': 16,
  'build-failed': 17,
  'prepare-failed': 18,
  'not-ready': 19,
  'already-running': 20,
  'no-server': 21,
};
