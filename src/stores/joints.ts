import type { Neighbour, StreamBorder, StreamJoint } from '../core/papertrail/border.ts';

/** The borders that three archives in a row keep; undefined for a neighbour that keeps none. */
export interface Borders {
  own: readonly StreamBorder[];
  before: readonly StreamBorder[] | undefined;
  after: readonly StreamBorder[] | undefined;
}

/** What `joinBorders` is asked about an archive: one joint for each of its streams with a traceback's header in any of its borders. */
export function jointsOf({ own, before, after }: Borders): StreamJoint[] {
  const joints = new Map<string, StreamJoint>();
  const tails = byStream(before, 'head');
  const heads = byStream(after, 'tail');
  for (const border of own) {
    const { instance, program } = border;
    const stream = streamKey(border);
    const known = joints.get(stream);
    if (known) known.own.push(border);
    else {
      joints.set(stream, {
        instance,
        program,
        before: side(tails, stream),
        own: [border],
        after: side(heads, stream),
      });
    }
  }
  return [...joints.values()].filter(({ before, own, after }) => [before, ...own, after].some(hasHeader));
}

/** Names a stream; neither instance nor program holds a line feed. */
export function streamKey({ instance, program }: { instance: string; program: string }): string {
  return `${instance}\n${program}`;
}

function byStream(
  borders: readonly StreamBorder[] | undefined,
  other: StreamBorder['side'],
): Map<string, StreamBorder> | undefined {
  return (
    borders &&
    new Map(borders.filter(({ side }) => side !== other).map((border) => [streamKey(border), border] as const))
  );
}

function side(borders: Map<string, StreamBorder> | undefined, stream: string): Neighbour {
  return borders ? (borders.get(stream) ?? 'empty') : 'unknown';
}

function hasHeader(side: Neighbour): boolean {
  return typeof side === 'object' && side.header;
}
