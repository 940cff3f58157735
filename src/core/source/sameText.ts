import type { Frame, LineNumber } from '../python/traceback.ts';
import type { PythonText } from './pythonText.ts';

/** The lines that read as the frames' do, outside of strings, in order, by what they say. The text is read once. */
export function sameTexts(frames: readonly Frame[], today: PythonText): ReadonlyMap<string, readonly LineNumber[]> {
  const found = new Map<string, LineNumber[]>();
  for (const { source } of frames) if (source !== null && source.trim() !== '') found.set(source.trim(), []);
  const lengths = new Set([...found.keys()].map((text) => text.length));
  for (let i = 0; i < today.lines.length; i++) {
    const line = today.lines[i] ?? '';
    // Most lines differ in length already: that spares looking them up.
    if (lengths.has(line.length) && !today.inString[i]) found.get(line)?.push((i + 1) as LineNumber);
  }
  return found;
}
