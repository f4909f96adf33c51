import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages } from './redis.mjs';

const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium on this machine, or undefined. */
export const findChromium = () => {
  if (process.env.CHROMIUM_PATH && existsSync(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return existsSync(mac) ? mac : undefined;
};

/** With a Chinese font beside it, else every picture shows boxes. */
export const ensureChromium = () =>
  findChromium() ?? (installPackages(['chromium', 'fonts-noto-cjk']) ? findChromium() : undefined);
