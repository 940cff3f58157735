import { isLibraryPath } from '../core/python/applicationPath.ts';
import type { Frame } from '../core/python/traceback.ts';
import { cutMiddle } from '../core/wording/cutMiddle.ts';
import { visible } from '../core/wording/visible.ts';
import type { Attempt } from './attempt.ts';

/** More files are counted, not listed. */
const MOST_LISTED = 20;

const ELSEWHERE = `
What helps
  - Is the source in another folder? Add it: File > Add Folder to Workspace…
  - Does the path begin differently here? Say so in the setting assertionContext.pathMappings:
        "assertionContext.pathMappings": [{ "from": "/opt/shop/", "to": "src/" }]
`;

const LIBRARY = `
What helps
  - Choose the interpreter that has the package: Python: Select Interpreter.
  - Or make an environment in the workspace folder: python -m venv .venv
`;

/** Why a frame is linked or not, as a text to read: what was tried in its order, and what to do. `file` is where it leads. */
export function explanation({ function: name, line }: Frame, attempt: Attempt, file?: string): string {
  const frame = `${cutMiddle(visible(attempt.path), 300) || '(no path)'}, line ${line}${name === null ? '' : `, in ${visible(name)}`}`;
  const head = file === undefined ? 'Why this frame is not linked' : 'Why this frame is linked so';
  const answer = file === undefined ? attempt.because : `${attempt.because}: ${visible(file)}`;
  const parts = [
    `${head}\n\n  ${frame}\n\n${visible(answer)}.`,
    section('Mappings tried (assertionContext.pathMappings)', mappings(attempt), 'None speaks of this path.'),
    section(
      `Files looked at${attempt.searched === undefined ? '' : `, called ${visible(attempt.searched)}`}`,
      files(attempt),
      nothing(attempt),
    ),
    ...(attempt.library.length > 0
      ? [section('Files of the interpreter looked for', attempt.library.map(visible), '')]
      : []),
  ];
  return `${parts.join('\n\n')}\n${file === undefined ? advice(attempt) : ''}`;
}

/** What to do; nothing helps a path that names no file. */
function advice({ path, searched }: Attempt): string {
  if (isLibraryPath(path) && !path.startsWith('<')) return LIBRARY;
  return searched === undefined ? '' : ELSEWHERE;
}

function mappings({ mapped }: Attempt): string[] {
  return mapped.map(
    ({ mapping, path, there }) =>
      `${visible(mapping.from)} is ${visible(mapping.to) || 'the folder itself'}: ${visible(path)} ${there ? 'is there' : 'is not there'}`,
  );
}

function files({ looked }: Attempt): string[] {
  const one = new Set(looked.map(({ file }) => file.folder)).size === 1;
  const lines = looked
    .slice(0, MOST_LISTED)
    .map(({ file, because }) => `${one ? '' : `${file.folder}/`}${file.path}: ${because}`);
  return looked.length > MOST_LISTED ? [...lines, `… and ${looked.length - MOST_LISTED} more`] : lines;
}

function nothing({ searched }: Attempt): string {
  return searched === undefined
    ? 'No search was made.'
    : 'The workspace has no such file. Folders such as .venv and node_modules are not searched.';
}

function section(title: string, lines: readonly string[], empty: string): string {
  return `${title}\n${lines.length === 0 ? `  ${empty}` : lines.map((line) => `  - ${line}`).join('\n')}`;
}
