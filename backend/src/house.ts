import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Access } from './access/access';
import { Batches } from './batches/batches';
import { BatchSelections } from './batches/batch-selection';
import { Courts } from './courts/courts';
import { DocumentStore } from './documents/document-store';
import { Documents } from './documents/documents';
import { PaperNumbers } from './documents/paper-numbers';
import { PaperPress } from './documents/paper-press';
import { PaperTemplates } from './documents/paper-templates';
import { Printer } from './documents/print/printer';
import type { Printing } from './documents/print/sheet';
import { printingBeside } from './documents/print/thread';
import { loadSamples } from './documents/samples';
import { FileSeal } from './documents/seal-port';
import { ExportFiles } from './exports/export-files';
import { ExportSource } from './exports/source';
import { CampaignBoard } from './insight/campaign-board';
import { beside } from './platform/config/beside';
import { ActionPerformer, type Flushed } from './matters/action-performer';
import { Coalescer } from './matters/coalescer';
import type { Change } from './matters/command';
import { Commands } from './matters/commands';
import { MatterLists } from './matters/matter-lists';
import { MatterReader } from './matters/matter-reader';
import type { Config } from './platform/config/config';
import { type CryptoPort, Vault } from './platform/crypto/crypto-port';
import { loadMasterKeys } from './platform/crypto/master-keys';
import { CourtReads } from './platform/database/court-reads';
import { Database } from './platform/database/database';
import { makeSource } from './platform/database/source';
import { type Channel, openChannel } from './platform/queue/channel';
import { FreezeRegister } from './registers/freezes';
import { LawBook } from './rules/law-book';

/** What both processes stand on, put together once. */
export interface House {
  readonly config: Config;
  readonly sources: readonly DataSource[];
  readonly db: Database;
  readonly reads: CourtReads;
  readonly crypto: CryptoPort;
  readonly access: Access;
  readonly courts: Courts;
  readonly law: LawBook;
  readonly channel: Channel;
  readonly reader: MatterReader;
  readonly lists: MatterLists;
  readonly performer: ActionPerformer;
  readonly commands: Commands;
  readonly documents: Documents;
  readonly templates: PaperTemplates;
  readonly press: PaperPress;
  readonly printing: Printing & { stop(): Promise<void> };
  readonly exportFiles: ExportFiles;
  readonly exportSource: ExportSource;
  readonly batches: Batches;
  /** 导出: says to one person that an export of theirs went on. */
  readonly toldOfExport: (person: string) => void;
  /** Told after each commit: listeners in this process first, then the others. */
  readonly committed: (flushed: Pick<Flushed, 'changes' | 'owed'>) => void;
  readonly onOwed: (listener: () => void) => void;
  readonly onChanged: (listener: (changes: readonly Change[]) => void) => void;
  readonly hearChanges: (listener: (changes: readonly Change[] | undefined) => void) => Promise<void>;
}

export const topics = {
  owed: 'owed',
  changed: 'changed',
  board: 'board',
  notices: 'notices',
  exports: 'exports',
} as const;
const mostChanges = 100;

export const openHouse = async (config: Config, name: string): Promise<House> => {
  const source = makeSource(config, name);
  await source.initialize();
  const db = new Database(source);
  const courts = await Courts.load(db);
  const eyes = makeSource(config, `${name}-reads`, 'xiezhi_court');
  await eyes.initialize();
  const reads = new CourtReads(eyes, (court) => courts.below(court));
  const crypto = new Vault(loadMasterKeys(config.dataFolder, config.cipher), config.cipher);
  const access = new Access(db, courts);
  const channel = openChannel(config);
  const me = randomUUID();
  const owedListeners: (() => void)[] = [];
  const changeListeners: ((changes: readonly Change[]) => void)[] = [];
  const committed = ({ changes, owed }: Pick<Flushed, 'changes' | 'owed'>): void => {
    if (owed > 0) {
      owedListeners.forEach((listener) => listener());
      channel.say(topics.owed, '');
    }
    if (changes.length === 0) return;
    changeListeners.forEach((listener) => listener(changes));
    // A launch of thousands is told as "look for yourself"; the fold tells the boards.
    channel.say(topics.changed, me + (changes.length > mostChanges ? '' : JSON.stringify(changes)));
  };
  /** What other processes committed; nothing of a change that is not told in full. What this one did its listeners know. */
  const hearChanges = (listener: (changes: readonly Change[] | undefined) => void): Promise<void> =>
    channel.hear(topics.changed, (message) => {
      if (message.startsWith(me)) return;
      const told = message.slice(me.length);
      listener(told === '' ? undefined : (JSON.parse(told) as Change[]));
    });
  const law = await LawBook.load(db);
  const reader = new MatterReader(reads, courts, access, law);
  const lists = new MatterLists(reads, courts, reader);
  const performer = new ActionPerformer(db, new FreezeRegister(courts.registry), courts, law);
  const coalescer = new Coalescer((units) => performer.perform(units), committed);
  const commands = new Commands(coalescer, reader);
  const store = new DocumentStore(config.dataFolder);
  const seal = new FileSeal(config.dataFolder);
  const documents = new Documents(reads, store, commands, seal);
  const printer = new Printer(beside('papers'));
  const printing = printingBeside(printer);
  let samples: ReturnType<typeof loadSamples> | undefined;
  const sample = () => (samples ??= loadSamples(beside('cases')));
  const templates = new PaperTemplates(db, store, printer, printing, sample);
  const press = new PaperPress(db, documents, templates, new PaperNumbers(db), printing, seal);
  const selections = new BatchSelections(lists, reader, reads, courts, access);
  const batches = new Batches(db, reads, courts, selections, () => committed({ changes: [], owed: 1 }));
  const board = new CampaignBoard(reads, courts);
  const exportSource = new ExportSource(lists, reader, courts, access, batches, board);
  return {
    config,
    sources: [source, eyes],
    db,
    reads,
    crypto,
    access,
    courts,
    law,
    channel,
    reader,
    lists,
    performer,
    commands,
    documents,
    templates,
    press,
    printing,
    batches,
    exportSource,
    exportFiles: new ExportFiles(config.dataFolder, crypto),
    toldOfExport: (person) => channel.say(topics.exports, JSON.stringify([person])),
    committed,
    onOwed: (listener) => void owedListeners.push(listener),
    onChanged: (listener) => void changeListeners.push(listener),
    hearChanges,
  };
};

export const closeHouse = async (house: House): Promise<void> => {
  await house.printing.stop();
  await house.channel.close();
  await Promise.all(house.sources.map((source) => source.destroy()));
};
