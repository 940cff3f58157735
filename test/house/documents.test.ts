import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { settingsMarkdown } from '../../server/settingsHelp.ts';
import { parseRules } from '../../src/core/rules/parseRules.ts';
import { root } from './sourceFiles.ts';

const { scripts, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};
const documents = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...markdownBelow('docs')];

describe('documents', () => {
  for (const document of documents) {
    const read = (): string => readFileSync(join(root, document), 'utf8');

    it(`${document} names scripts that exist`, () => {
      const named = [...read().matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, run, short]) => run ?? short ?? '',
      );
      assert.deepEqual(
        named.filter((name) => !(name in scripts)),
        [],
      );
    });

    it(`${document} links to files that exist`, () => {
      const links = [...read().matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
      assert.deepEqual(
        links.filter((link) => !existsSync(join(root, dirname(document), link))),
        [],
      );
    });
  }

  it('README.md lists the settings as they are', () => {
    assert.ok(readme().includes(settingsMarkdown()), 'node test/house/writeSettings.ts writes it');
  });

  it('README.md has a rules file that can be used', () => {
    const example = /```json\n([\s\S]*?)```/.exec(readme())?.[1] ?? '';
    const { hide, labels } = parseRules(example, 'README.md');
    assert.ok(hide.length > 0 && labels.length > 0);
  });

  it('ARCHITECTURE.md says of every dependency why it is there', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    assert.deepEqual(
      Object.keys(dependencies).filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });
});

function markdownBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function readme(): string {
  return readFileSync(join(root, 'README.md'), 'utf8');
}
