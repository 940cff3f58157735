// Compiles the scanner of archives, AssemblyScript, into a module of the core: `npm run scanner`, after a change to it.
// `--check` compares instead.
import { readFile, writeFile } from 'node:fs/promises';
import { main } from 'assemblyscript/asc';

const SOURCE = 'src/core/papertrail/scanner/scanner.ts';
const MODULE = 'src/core/papertrail/scannerModule.ts';

const text = await compiled();
if (process.argv.includes('--check')) {
  if ((await readFile(MODULE, 'utf8')) !== text)
    throw new Error(`${MODULE} is not what ${SOURCE} says: npm run scanner`);
} else {
  await writeFile(MODULE, text);
}

async function compiled() {
  let binary;
  const options = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--initialMemory', '800'];
  const { error } = await main([SOURCE, '--outFile', 'scanner.wasm', ...options], {
    writeFile: (_name, contents) => (binary = contents),
    stderr: process.stderr,
  });
  if (error) throw error;
  return [
    `// Made of scanner/scanner.ts by \`npm run scanner\`: WebAssembly in Base64. A test compares the two.`,
    `export const SCANNER_MODULE =\n  '${Buffer.from(binary).toString('base64')}';\n`,
  ].join('\n');
}
