import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { SqliteFile } from '../../src/stores/sqlite/sqliteFile.ts';
import { readThroughServer } from './companionServer.ts';
import { storeContract } from './contract.ts';

storeContract('memory behind a server', (options) => readThroughServer(new MemoryStore(options)), { runs: 10 });

storeContract(
  'SQLite behind a server',
  (options) => readThroughServer(new SqliteFile(':memory:', options, { busyTimeout: 0, cache: 4 })),
  { runs: 10 },
);
