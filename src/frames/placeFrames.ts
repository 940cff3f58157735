import type { Uri } from 'vscode';
import type { Frame, PythonException } from '../core/python/traceback.ts';
import { locateLines } from '../core/source/locateLine.ts';
import { readPython } from '../core/source/pythonText.ts';
import type { FileFinder } from './fileFinder.ts';
import type { FramePlace } from './framePlace.ts';
import { readDocument } from './readDocument.ts';
import { realPlace } from './workspaceBorder.ts';

type Where = Omit<FramePlace, 'frame'>;

/** Where each frame of a traceback leads, in its order: in the workspace only, nobody is asked anything. Each file is read once. */
export async function placeFrames(exceptions: readonly PythonException[], finder: FileFinder): Promise<FramePlace[]> {
  const paths = Map.groupBy(
    exceptions.flatMap(({ frames }) => frames),
    ({ path }) => path,
  );
  const places = new Map<Frame, Where>();
  await Promise.all(
    [...paths].map(async ([path, frames]) => {
      const found = await placesOf(path, frames, finder);
      for (const [i, frame] of frames.entries()) places.set(frame, found[i] ?? elsewhere(''));
    }),
  );
  return exceptions.flatMap(({ frames }, exception) =>
    frames.map((one, frame) => ({ frame: { exception, frame }, ...(places.get(one) ?? elsewhere('')) })),
  );
}

async function placesOf(path: string, frames: readonly Frame[], finder: FileFinder): Promise<Where[]> {
  const found = await finder.find(path, frames);
  if (found.kind === 'none') return frames.map(() => elsewhere(found.attempt.because));
  if (found.kind === 'several')
    return frames.map(() => elsewhere(`${found.files.length} files may be it: opening it asks which`));
  const text = await textInside(found.uri);
  if (text === undefined) return frames.map(() => elsewhere('Its file lies outside the workspace, or cannot be read'));
  return locateLines(frames, readPython(text)).map(({ kind, line, because }) => ({
    uri: found.uri,
    kind,
    line,
    because,
  }));
}

async function textInside(uri: Uri): Promise<string | undefined> {
  try {
    return (await realPlace(uri)).inside ? await readDocument(uri) : undefined;
  } catch {
    // Deleted since it was found: the next question finds another or none.
    return undefined;
  }
}

function elsewhere(because: string): Where {
  return { kind: 'elsewhere', because };
}
