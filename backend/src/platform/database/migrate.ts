import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** The numbered SQL files as TypeORM migrations: forward only, each in its own transaction. */
const migrationsIn = (folder: string): (new () => MigrationInterface)[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(path.join(folder, file), 'utf8');
      // TypeORM orders by the thirteen digits at the end of the name.
      const name = `${file.slice(5, -4)}${(1_700_000_000_000 + Number(file.slice(0, 4))).toString()}`;
      return class implements MigrationInterface {
        readonly name = name;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(sql);
        }
        down(): Promise<void> {
          throw new Error('migrations go forward only');
        }
      };
    });

/** Brings the schema up to date, as the owner of the database. Returns the names that were applied. */
export const migrate = async (databaseUrl: string, folder: string): Promise<string[]> => {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: migrationsIn(folder),
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    // Two starts at once must not migrate twice: the second waits here.
    const runner = source.createQueryRunner();
    await runner.query('select pg_advisory_lock(77001)');
    const applied = await source.runMigrations();
    await runner.query('select pg_advisory_unlock(77001)');
    await runner.release();
    return applied.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
};
