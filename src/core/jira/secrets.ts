/** What stands in the place of a secret. */
export const MASK = '[masked]';

/** A text whose secrets were taken out, and how many there were. */
export interface Masked {
  text: string;
  count: number;
}

/** Words that name a secret, as part of a key: `client_secret`, `X-Api-Key`, `dbPassword`. */
const SECRET_NAME = String.raw`(?:secret|passwd|password|passphrase|pwd|api[_-]?key|apikey|access[_-]?key|private[_-]?key|signing[_-]?key|auth[_-]?token|token|credentials?|session[_-]?id|sessionid|csrf|xsrf|signature|cookie)`;

const KEY = String.raw`[\w.-]{0,60}${SECRET_NAME}[\w-]{0,20}`;

interface Shape {
  pattern: RegExp;
  /** Which group of the pattern is the secret; what stands around it stays. */
  keep: (match: string, ...groups: string[]) => string;
}

/** The shapes that secrets have in logs, each beside a sample in test/core/jira/secrets.test.ts. The first that fits a place counts. */
const SHAPES: readonly Shape[] = [
  // A private key as it is written in a file, whole or cut.
  {
    pattern: /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]{0,10000}?(?:-----END \1-----|$)/g,
    keep: (_, kind = '') => `-----BEGIN ${kind}-----${MASK}`,
  },
  // Authorization: Bearer …, 'Authorization': u'Basic …'
  {
    pattern:
      /((?:proxy-)?authorization['"]?\s{0,3}[:=,]\s{0,3}\(?(?:[ub]{0,2}['"])?)((?:bearer|basic|digest|token|negotiate|aws4-hmac-sha256)\s{1,3})?([^'"\n\r]{3,4096})/gi,
    keep: (_, before = '', scheme = '') => `${before}${scheme}${MASK}`,
  },
  // Set-Cookie: …, Cookie: …
  {
    pattern: /((?:set-)?cookie['"]?: [ub]{0,2}['"]?)([^'"\n\r]{3,4096})/gi,
    keep: (_, before = '') => `${before}${MASK}`,
  },
  { pattern: /\b(bearer\s{1,3})([\w.~+/=-]{12,4096})/gi, keep: (_, before = '') => `${before}${MASK}` },
  // 'client_secret': u'…', "password": "…" and the same with escaped quotation marks
  {
    pattern: new RegExp(
      String.raw`((?:\\?['"])${KEY}\\?['"]\s{0,3}(?::|=>|,)\s{0,3}[ub]{0,2}(\\?['"]))((?:(?!\2)(?:\\.|[^\n\r])){1,4096})`,
      'gi',
    ),
    keep: (_, before = '') => `${before}${MASK}`,
  },
  // 'pin_token': 12345
  {
    pattern: new RegExp(String.raw`((?:\\?['"])${KEY}\\?['"]\s{0,3}:\s{0,3})([\w.+/=-]{3,4096})(?=[\s,})\]]|$)`, 'gi'),
    keep: (match, before = '', value = '') => (isPlain(value) ? match : `${before}${MASK}`),
  },
  // password=…, client_secret: …, --token …, ?access_token=…&
  {
    pattern: new RegExp(String.raw`(\b${KEY}\s{0,2}[=:]\s{0,2}[ub]{0,2}(['"]))((?:(?!\2)[^\n\r]){1,4096})`, 'gi'),
    keep: (_, before = '') => `${before}${MASK}`,
  },
  {
    pattern: new RegExp(String.raw`(\b${KEY}(?:=|: ?|%3D))([^\s'"&,;)}\]<>]{3,4096})`, 'gi'),
    keep: (match, before = '', value = '') => (isPlain(value) ? match : `${before}${MASK}`),
  },
  {
    pattern: new RegExp(String.raw`(--${KEY}\s)([^\s-][^\s]{2,4096})`, 'gi'),
    keep: (_, before = '') => `${before}${MASK}`,
  },
  // https://user:password@host
  {
    pattern: /\b([a-z][a-z\d+.-]{1,20}:\/\/)([^\s/:@'"]{0,256}):([^\s/@'"]{1,1024})@/gi,
    keep: (_, scheme = '', user = '') => `${scheme}${user}:${MASK}@`,
  },
  // Keys whose own shape tells them: AWS, GitHub, GitLab, Slack, Stripe, Google, Atlassian, JSON web tokens.
  { pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z\d]{12,20}\b/g, keep: (match) => `${match.slice(0, 4)}${MASK}` },
  {
    pattern:
      /\b(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{18,255}|xox[abeoprs]-[\w-]{10,255}|[rs]k_(?:live|test)_\w{10,255}|AIza[\w-]{30,60}|ATATT[\w=-]{20,400}|eyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{4,4096})/g,
    keep: () => MASK,
  },
];

/** What is no secret though its name says so: a word of code, nothing, or the mask itself. */
function isPlain(value: string): boolean {
  return /^(?:None|null|True|False|true|false|self\b.*|os\..*|settings\..*|config\..*|\[masked)$/.test(value);
}

/** Takes the secrets out of log text: passwords, tokens, keys, cookies, Authorization headers and credentials in addresses. */
export function maskSecrets(text: string): Masked {
  let count = 0;
  let masked = text;
  for (const { pattern, keep } of SHAPES) {
    masked = masked.replace(pattern, (match: string, ...groups: string[]) => {
      if (match.includes(MASK)) return match;
      const kept = keep(match, ...groups);
      if (kept !== match) count++;
      return kept;
    });
  }
  return { text: masked, count };
}
