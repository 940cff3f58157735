/**
 * What an archive keeps of one stream so that its neighbours can join what the hour cut: whole log lines, each ended by
 * a line feed. `whole`: the archive has no other lines of the stream, which then has neither head nor tail.
 */
export interface StreamBorder {
  instance: string;
  program: string;
  side: 'head' | 'tail' | 'whole';
  /** True when a traceback's header stands in these lines. */
  header: boolean;
  /** True when a traceback was still open, or its context not yet full, at the end of these lines. */
  open: boolean;
  lines: Uint8Array;
}

/** A neighbour's side of a joint: `empty` when the neighbour was taken in and has no such stream, `unknown` when it keeps no borders (not taken in yet, or dropped since). */
export type Neighbour = StreamBorder | 'empty' | 'unknown';

/** The borders of one stream in an archive and its neighbours; own: its head and tail, or the whole. */
export interface StreamJoint {
  instance: string;
  program: string;
  /** The former hour's tail or whole. */
  before: Neighbour;
  own: StreamBorder[];
  /** The next hour's head or whole. */
  after: Neighbour;
}
