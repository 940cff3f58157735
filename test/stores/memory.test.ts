import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { storeContract } from './contract.ts';

storeContract('memory', async (options) => new MemoryStore(options), { runs: 10 });
