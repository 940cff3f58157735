import type { LocalArchives } from './archive/localArchives.ts';
import type { Sample } from './archive/sample.ts';
import type { AccessTokens } from './connection/accessTokens.ts';
import type { Connection } from './connection/connection.ts';
import type { CurrentConnection } from './connection/currentConnection.ts';
import type { ReportDocument } from './connection/reportDocument.ts';
import type { ParsedLink } from './core/links/parseLink.ts';
import type { Frames } from './frames/createFrames.ts';
import type { Panels } from './panel/panels.ts';
import type { SignIn } from './signIn/signIn.ts';
import type { TracebacksTree } from './tree/createTree.ts';

/** What `activate` has put together, for the commands. */
export interface ExtensionParts {
  archives: LocalArchives;
  connections: CurrentConnection;
  frames: Frames;
  panels: Panels;
  report: ReportDocument;
  sample: Sample;
  signIn: SignIn;
  tokens: AccessTokens;
  tree: TracebacksTree;
  /** What is read; throws one sentence when nothing is. */
  connection(): Connection;
  /** Shows the store's present state wherever it is shown. */
  refresh(): Promise<void>;
  /** Opens what a link leads to. */
  follow(link: ParsedLink): Promise<void>;
  /** Papertrail's address, without a slash at its end. */
  papertrail: () => string;
}
