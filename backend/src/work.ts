import { BatchPrints } from './batches/batch-prints';
import { BatchRunner } from './batches/batch-runner';
import { Clocks } from './deadlines/clocks';
import { DeadlineClock } from './deadlines/deadline-clock';
import { AnchorClock } from './docket/anchors/anchor-clock';
import { AnchorFile } from './docket/anchors/anchor-file';
import { loadAnchorKeys } from './docket/anchors/anchor-keys';
import { EffectWorker } from './effects/effect-worker';
import { handlersOf } from './effects/handlers';
import { ExportClock } from './exports/export-clock';
import { RunExport } from './exports/run-export';
import { type House, topics } from './house';
import { CounterFold } from './insight/counter-fold';
import { DeliverEvent } from './notices/deliver-event';
import { DigestClock } from './notices/digest-clock';
import { NotifyCourt } from './notices/notice-writer';
import { SendDigest } from './notices/send-digest';
import { OutboxRelay } from './outbox/outbox-relay';
import { Bell, listen } from './platform/queue/bell';
import type { Log } from './platform/telemetry/log';

/** The parts of a worker process that the configuration asks for. Returns how to stop them. */
export const startWork = async (house: House, log: Log): Promise<() => Promise<void>> => {
  const { config, db, reads, courts, press, commands, channel } = house;
  const stops: (() => Promise<void> | void)[] = [];
  const submit = (unit: Parameters<typeof commands.submit>[0]) => commands.submit(unit);

  if (config.parts.has('relay')) {
    const bell = new Bell(config);
    const relay = new OutboxRelay(db, bell, log);
    house.onOwed(() => relay.wake());
    await channel.hear(topics.owed, () => relay.wake());
    await house.hearChanges(() => relay.heard());
    relay.start();
    stops.push(
      () => relay.stop(),
      () => bell.close(),
    );
  }
  if (config.parts.has('effects')) {
    const others = [
      new BatchRunner(db, new BatchPrints(reads, courts, press, submit)),
      new NotifyCourt((persons) => {
        if (persons.length > 0) channel.say(topics.notices, JSON.stringify(persons));
      }),
      new SendDigest(db, reads, courts, config),
      new DeliverEvent(db, house.crypto, config),
      new RunExport(db, courts, house.law, house.exportSource, house.printing, house.exportFiles, house.toldOfExport),
    ];
    const worker = new EffectWorker(db, submit, handlersOf(db, press, courts, others, submit), log);
    await worker.start();
    const listener = listen(
      config,
      (id) => worker.answer(id),
      (error) => log.warn({ err: error }, 'ring not answered'),
    );
    stops.unshift(() => listener.close());
    stops.push(() => worker.stop());
  }
  if (config.parts.has('clock')) {
    const clock = new DeadlineClock(db, submit, new Clocks(db, house.law, commands), log);
    clock.start();
    stops.unshift(() => clock.stop());
    const shelf = new ExportClock(db, house.exportFiles, log, house.toldOfExport);
    shelf.start();
    stops.unshift(() => shelf.stop());
  }
  if (config.parts.has('fold')) {
    const fold = new CounterFold(db, (campaigns) => channel.say(topics.board, JSON.stringify(campaigns)), log);
    fold.start();
    stops.unshift(() => fold.stop());
  }
  if (config.parts.has('digests')) {
    const digests = new DigestClock(db, config.smtp !== undefined, log);
    digests.start();
    stops.unshift(() => digests.stop());
  }
  if (config.parts.has('anchor')) {
    const { dataFolder, anchorSeconds } = config;
    const anchors = new AnchorClock(db, new AnchorFile(dataFolder), loadAnchorKeys(dataFolder), anchorSeconds, log);
    anchors.start();
    stops.unshift(() => anchors.stop());
  }
  return async () => {
    for (const stop of stops) await stop();
  };
};
