import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXTENSION_ID } from '../../src/core/links/editorLink.ts';
import { root, sourceFiles } from './sourceFiles.ts';

interface Command {
  command: string;
  title: string;
  icon?: string;
}

interface Manifest {
  publisher: string;
  name: string;
  engines: { vscode: string };
  devDependencies: Record<string, string>;
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: Command[];
    menus: Record<string, { command: string; when?: string }[]>;
    keybindings: { command: string }[];
    configuration: { properties: Record<string, { scope: string; markdownDescription: string }> };
    views: Record<string, { id: string }[]>;
    viewsWelcome: { contents: string }[];
    walkthroughs: { id: string; steps: { media: Record<string, string>; completionEvents: string[] }[] }[];
  };
}

const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { commands, menus, keybindings, configuration, views } = manifest.contributes;
const declared = commands.map(({ command }) => command).toSorted();
const source = sourceFiles('src').filter(({ path }) => !path.startsWith('src/webview/'));

describe('the manifest', () => {
  it('declares the commands of the map, no more and no fewer', () => {
    const map = source.find(({ path }) => path === 'src/commands/commandMap.ts')?.text ?? '';
    const typed = [...map.matchAll(/^ {2}'(assertionContext\.\w+)':/gm)].map(([, id]) => id ?? '').toSorted();
    assert.ok(typed.length > 20);
    assert.deepEqual(declared, typed);
  });

  it('shows in menus, keys, welcome and walkthrough only commands that there are', () => {
    const own = [...JSON.stringify([menus, keybindings, words]).matchAll(/assertionContext\.\w+(?=["?)])/g)]
      .map(([id]) => id)
      .filter((id) => !id.startsWith('assertionContext.tracebacks'));
    const known = new Set([...declared, ...Object.keys(configuration.properties), ...contextKeys()]);
    assert.deepEqual(
      own.filter((id) => !known.has(id)),
      [],
    );
  });

  it('asks in when clauses only for context keys that something sets', () => {
    const set = new Set(contextKeys());
    const asked = [menus, manifest.contributes.viewsWelcome, keybindings].flatMap((part) => [
      ...JSON.stringify(part).matchAll(/"when":"((?:[^"\\]|\\.)*)"/g),
    ]);
    const keys = asked.flatMap(([, when = '']) => [...when.matchAll(/assertionContext\.\w+/g)].map(([key]) => key));
    assert.ok(keys.length > 10);
    const ids = new Set([...Object.values(views).flat(), { id: 'assertionContext.detail' }].map(({ id }) => id));
    assert.deepEqual(
      [...new Set(keys)].filter((key) => !set.has(key) && !ids.has(key)),
      [],
    );
  });

  it('takes every text from package.nls.json, and has none too many there', () => {
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '').toSorted();
    assert.deepEqual(Object.keys(words).toSorted(), [...new Set(used)]);
    assert.deepEqual(
      commands.filter(({ title }) => !title.startsWith('%')),
      [],
    );
  });

  it('offers every text of the code for translation (npm run l10n)', () => {
    const offered = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.json'), 'utf8')) as Record<string, string>;
    const said = source.flatMap(({ text }) =>
      [...text.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, words = '']) => words.replaceAll("\\'", "'")),
    );
    assert.ok(said.length > 50);
    assert.deepEqual(
      said.filter((words) => offered[words] !== words),
      [],
    );
  });

  it('keeps every address out of reach of a cloned repository', () => {
    const addresses = Object.keys(configuration.properties).filter((name) =>
      /address$|connection$|^assertionContext\.elasticsearch\./.test(name),
    );
    assert.ok(addresses.length >= 6);
    for (const name of addresses) {
      assert.equal(configuration.properties[name]?.scope, 'machine', name);
      assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name), name);
    }
  });

  it('reads no setting that it does not declare', () => {
    const read = source.flatMap(({ text }) =>
      [...text.matchAll(/'(assertionContext(?:\.\w+)+)'/g)].map(([, id]) => id ?? ''),
    );
    const settings = read.filter((id) => /^assertionContext\.(?:companion|elasticsearch|papertrail|marks)\./.test(id));
    assert.deepEqual(
      settings.filter((id) => !(id in configuration.properties)),
      [],
    );
  });

  it('names pictures that there are', () => {
    const pictures = [...text.matchAll(/"(media\/[^"]+)"/g)].map(([, path]) => path ?? '');
    assert.deepEqual(
      pictures.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('is typed for the oldest editor that it runs in, and linked to by its own name', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode']}`, manifest.engines.vscode);
    assert.equal(`${manifest.publisher}.${manifest.name}`, EXTENSION_ID);
  });
});

/** The context keys that the extension sets: `setContext` is given each by its name. */
function contextKeys(): string[] {
  return source.flatMap(({ text }) =>
    [...text.matchAll(/\bsetContext\('(\w+)'/g)].map(([, name]) => `assertionContext.${name}`),
  );
}
