/** How far an archive has been read. */
export interface IngestProgress {
  name: string;
  /** Bytes of the file as it stands (compressed when it is), and its size when known (not for standard input). */
  bytes: number;
  size?: number;
  lines: number;
  tracebacks: number;
}
