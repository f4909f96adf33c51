import os from 'node:os';
import { closeHouse, openHouse } from './house';
import { readConfig } from './platform/config/config';
import { makeLog } from './platform/telemetry/log';
import { startWork } from './work';

// People who wait come first: work in the background takes what they leave of the processor.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const log = makeLog('worker');
const house = await openHouse(readConfig(process.env), 'xiezhi-worker');
const stopWork = await startWork(house, log);
log.info({ parts: [...house.config.parts] }, 'working');

const stop = (): void => {
  setTimeout(() => process.exit(1), 8_000).unref();
  void stopWork()
    .then(() => closeHouse(house))
    .then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
