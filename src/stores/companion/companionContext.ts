import type { ContextLine } from '../../core/papertrail/context.ts';
import type { ContextSource, MoreLines } from '../contextSource.ts';
import { list, object } from './answerFields.ts';
import type { CompanionApi } from './companionApi.ts';
import { contextLine } from './readTraceback.ts';

const lines = object((answer) => answer.get('lines', list(contextLine)));

/** Log lines around tracebacks, from the archives that the companion server has at hand. */
export class CompanionContext implements ContextSource {
  readonly #api: CompanionApi;

  constructor(api: CompanionApi) {
    this.#api = api;
  }

  async moreLines({ traceback, direction, from, limit }: MoreLines): Promise<ContextLine[] | undefined> {
    const path = `/api/tracebacks/${encodeURIComponent(traceback)}/context`;
    return this.#api.find(path, { direction, from, limit }, lines);
  }
}
