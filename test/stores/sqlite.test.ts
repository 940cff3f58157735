import { SqliteFile } from '../../src/stores/sqlite/sqliteFile.ts';
import { storeContract } from './contract.ts';

storeContract(
  'SQLite on one thread',
  async (options) => new SqliteFile(':memory:', options, { busyTimeout: 0, cache: 4 }),
);
