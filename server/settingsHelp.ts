import { SETTINGS, type Setting } from './settingsTable.ts';

/** The settings for a terminal, as `serve --help` shows them: name and default, and the meaning under it, wrapped to the width. */
export function settingsHelp(width = 80): string {
  const rows = SETTINGS.map(
    (setting) => `  ${setting.name}${shownDefault(setting)}\n${wrap(plain(setting.means), 6, width)}`,
  );
  return `Settings, from the environment or a .env file:\n${rows.join('\n')}\n`;
}

/** The settings as a Markdown table, for the documentation. */
export function settingsMarkdown(): string {
  const rows = SETTINGS.map(
    (setting) =>
      `| \`${setting.name}\` | ${setting.defaultMeans ?? (setting.default ? `\`${setting.default}\`` : '')} | ${setting.means} |`,
  );
  return ['| setting | default | meaning |', '|---|---|---|', ...rows, ''].join('\n');
}

function shownDefault(setting: Setting): string {
  const value = setting.defaultMeans === undefined ? setting.default : plain(setting.defaultMeans);
  return value === undefined ? '' : ` (default: ${value})`;
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

function wrap(text: string, indent: number, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each).join('\n');
}
