import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import path from 'node:path';
import { loadCases, loadCourts, loadPeople } from './demo/seed';
import { Vault } from './platform/crypto/crypto-port';
import { loadMasterKeys } from './platform/crypto/master-keys';
import { readConfig } from './platform/config/config';
import { Database } from './platform/database/database';
import { migrate } from './platform/database/migrate';
import { makeSource } from './platform/database/source';
import { loadLaw } from './rules/seed-law';
import { sealAccounts } from './registers/seal-accounts';

/** Brings the database to what this version expects: schema, court registry, cases, demonstration people. One line for each. */
const config = readConfig(process.env);
const beside = (name: string): string => path.join(import.meta.dirname, name);
const say = (line: string): void => console.log(line);

const applied = await migrate(config.databaseUrl, beside('migrations'));
say(
  applied.length === 0
    ? '数据库结构已是最新 / schema up to date'
    : `数据库结构：执行 ${applied.length} 步迁移 / ${applied.length} migrations applied`,
);

if (!config.redisUrl) {
  setDefaultBackendFactory(createPostgresBackend as never);
  const queue = new Queue('effects', {
    connection: { connectionString: config.databaseUrl, max: 2, schema: 'bullmq', migrate: true } as never,
  });
  await queue.waitUntilReady();
  await queue.close();
}

const source = makeSource(config, 'xiezhi-prepare');
await source.initialize();
const db = new Database(source);
const sealed = await sealAccounts(db, new Vault(loadMasterKeys(config.dataFolder, config.cipher), config.cipher));
if (sealed > 0) say(`账号加密 ${sealed} 个 / ${sealed} account numbers sealed`);
const law = await loadLaw(db);
say(`工作日历 ${law.years} 年，规则 ${law.rules} 条 / ${law.years} years of calendar, ${law.rules} rules`);
const courts = await loadCourts(db);
say(`法院名录 ${courts} 家 / ${courts} courts`);
const sheets = await loadCases(db, beside('cases'));
say(`典型案例表格 ${sheets} 份 / ${sheets} case sheets`);
if (config.demo)
  say(`演示人员 ${await loadPeople(db, beside('cases'), config.demoPassword)} 名 / demonstration people ready`);
await source.destroy();
