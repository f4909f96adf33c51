// What tests and benches need of a machine.
export { findChromium } from './chromium.mjs';
export { root } from './node.mjs';
export { freePort } from './ports.mjs';
export { ensureDatabase, startPostgres } from './postgres.mjs';
export { findRedisServer, startRedis } from './redis.mjs';
