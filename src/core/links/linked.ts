/** What a link leads to. */
export type Linked = { kind: 'group'; fingerprint: string } | { kind: 'traceback'; id: string };
