import type { IndexedTraceback } from '../python/traceback.ts';
import type { QueryField } from './query.ts';

/** What of a traceback a search looks at. */
export type Searched = Pick<IndexedTraceback, 'id' | 'text' | 'exceptions' | 'program' | 'instance' | 'labels'> & {
  archive: string;
};

/** Each field's values; a term's words must stand in one of them. */
export type SearchedValues = Record<QueryField, string[]>;

/** What each field of a search finds something in. Exceptions and frames are those of the whole chain. */
export function searchedValues(traceback: Searched): SearchedValues {
  const frames = traceback.exceptions.flatMap((exception) => exception.frames);
  return {
    text: [traceback.text],
    exc: traceback.exceptions.map((exception) => exception.type),
    file: [...new Set(frames.map((frame) => frame.path))],
    func: [...new Set(frames.map((frame) => frame.function ?? ''))],
    program: [traceback.program],
    instance: [traceback.instance],
    message: traceback.exceptions.map((exception) => exception.message),
    archive: [traceback.archive],
    id: [traceback.id],
  };
}
