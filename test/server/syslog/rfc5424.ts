/** A message of RFC 5424, taken apart by the grammar of its section 6. Throws Error where it does not keep to it. */
export interface ParsedMessage {
  facility: number;
  severity: number;
  timestamp: string;
  hostname: string;
  appName: string;
  procId: string;
  msgId: string;
  structuredData: string;
  msg: string;
}

const PRINTUSASCII = (most: number): string => `[\\x21-\\x7e]{1,${most}}`;
const TIMESTAMP = '(?:-|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?:Z|[+-]\\d\\d:\\d\\d))';
const SD_NAME = '[\\x21\\x23-\\x3c\\x3e-\\x5c\\x5e-\\x7e]{1,32}';
const STRUCTURED_DATA = `(?:-|(?:\\[${SD_NAME}(?: ${SD_NAME}="(?:[^"\\\\\\]]|\\\\["\\\\\\]])*")*\\])+)`;

const SYSLOG_MSG = new RegExp(
  `^<(\\d{1,3})>([1-9]\\d{0,2}) (${TIMESTAMP}) (${PRINTUSASCII(255)}) (${PRINTUSASCII(48)}) (${PRINTUSASCII(128)}) (${PRINTUSASCII(32)}) (${STRUCTURED_DATA})(?: ([\\s\\S]*))?$`,
);

export function parseRfc5424(bytes: Uint8Array): ParsedMessage {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const parts = SYSLOG_MSG.exec(text);
  if (!parts) throw new Error(`no syslog message: ${JSON.stringify(text)}`);
  const [
    ,
    prival = '',
    version,
    timestamp = '',
    hostname = '',
    appName = '',
    procId = '',
    msgId = '',
    sd = '',
    msg = '',
  ] = parts;
  if (version !== '1' || Number(prival) > 191) throw new Error(`no PRI or version of a syslog message: ${text}`);
  return {
    facility: Number(prival) >> 3,
    severity: Number(prival) & 7,
    timestamp,
    hostname,
    appName,
    procId,
    msgId,
    structuredData: sd,
    msg,
  };
}
