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

/** An example of a .env file: every setting with its meaning, none of them set. */
export function settingsExample(): string {
  const rows = SETTINGS.map(({ name, means, default: value, defaultMeans }) => {
    const meaning = defaultMeans === undefined ? plain(means) : `${plain(means)} Default: ${plain(defaultMeans)}.`;
    const text = wrap(meaning, 0, 108).replaceAll(/^/gm, '# ');
    return `${text}\n# ${name}=${defaultMeans === undefined ? (value ?? '') : ''}\n`;
  });
  const head =
    '# The server’s settings: copy this to .env beside where it is started, and take away the “# ” before what you set.\n' +
    '# What is in the environment goes before this file. Of the AWS SDK’s own variables (AWS_REGION, AWS_ACCESS_KEY_ID, …) the SDK\n' +
    '# sees only those of the environment: export them, or run compose.yaml, which makes this file the container’s environment.\n';
  return [head, ...rows].join('\n');
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
