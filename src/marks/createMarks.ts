import {
  Disposable,
  EventEmitter,
  languages,
  type LogOutputChannel,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import type { CurrentSource } from '../connection/currentSource.ts';
import { type FaultTimes, faultTimes } from './faultTimes.ts';
import type { MarkedWorkspace } from './fileFaults.ts';
import { LiveMarks } from './liveMarks.ts';
import type { Mark } from './mark.ts';
import { markHover } from './markHover.ts';
import { MarkLenses } from './markLenses.ts';

/** What marks need of the rest of the extension. */
export interface MarksOptions extends MarkedWorkspace {
  connections: CurrentSource;
  /** The extension's folder `media`. */
  media: Uri;
  log: LogOutputChannel;
  /** Milliseconds since 1970; the clock unless told. */
  now?: () => number;
}

/** Marks on the lines that raised in production. */
export interface Marks extends Disposable {
  /** Asks the store again about the files in view; does nothing while marks are off. */
  refresh(): void;
  /** The marked lines of an open document, from its top. */
  of(document: TextDocument): readonly Mark[];
  /** Tells each time marks were placed in a document's text. */
  onDidPlace(listener: (document: TextDocument) => void): Disposable;
}

/** Marks that the settings switch on and off. While they are off, only the settings are listened to. */
export function createMarks({ now = Date.now, ...options }: MarksOptions): Marks {
  const placed = new EventEmitter<TextDocument>();
  let on: { live: LiveMarks; owned: Disposable } | undefined;

  const mayHide = (): boolean => options.connections.current?.readOnly !== true;
  const apply = (): void => {
    on?.owned.dispose();
    on = undefined;
    const settings = workspace.getConfiguration('assertionContext');
    if (!settings.get('marks.enabled', true)) return;
    const times = faultTimes(settings.get('marks.days', 14), now);
    const live = new LiveMarks({ ...options, now, times });
    const owned = [
      live.onDidPlace((document) => placed.fire(document)),
      languages.registerHoverProvider({ language: 'python' }, markHover(live, times, mayHide)),
      ...(settings.get('codeLens', false) ? lenses(live, times) : []),
      live,
    ];
    on = { live, owned: Disposable.from(...owned) };
  };
  const settings = workspace.onDidChangeConfiguration((change) => {
    if (['marks', 'codeLens'].some((name) => change.affectsConfiguration(`assertionContext.${name}`))) apply();
  });
  apply();

  return {
    refresh: () => on?.live.refresh(),
    of: (document) => on?.live.of(document)?.marks ?? [],
    onDidPlace: placed.event,
    dispose() {
      settings.dispose();
      on?.owned.dispose();
      on = undefined;
      placed.dispose();
    },
  };
}

function lenses(live: LiveMarks, times: FaultTimes): Disposable[] {
  const provider = new MarkLenses(live, times);
  return [languages.registerCodeLensProvider({ language: 'python' }, provider), provider];
}
