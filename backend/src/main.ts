import 'reflect-metadata';
import { closeHouse, openHouse } from './house';
import { openHttpServer } from './http-server';
import { readConfig } from './platform/config/config';
import { makeLog } from './platform/telemetry/log';

const log = makeLog('http');
const config = readConfig(process.env);
const house = await openHouse(config, 'xiezhi-http');
const server = await openHttpServer(house, log);
await server.app.listen(config.port, config.host);
log.info({ port: config.port }, 'listening');

/** Streams end first, with a hint when to come back; then running requests; then the pool. */
const stop = (): void => {
  setTimeout(() => process.exit(1), 8_000).unref();
  void server
    .close()
    .then(() => closeHouse(house))
    .then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
