import assert from 'node:assert/strict';
import { maskSecrets } from '../../../src/core/jira/secrets.ts';

describe('secrets in log text', () => {
  const masked: [what: string, text: string, expected: string][] = [
    [
      'in a dictionary of Python 2',
      "{'client_secret': u'19d7abc', 'user': 4}",
      "{'client_secret': u'[masked]', 'user': 4}",
    ],
    ['in a dictionary of Python 3', `{"password": "hunter 2's", "a": 1}`, `{"password": "[masked]", "a": 1}`],
    ['in JSON inside a string', String.raw`body={\"api_key\": \"8c1f\"}`, String.raw`body={\"api_key\": \"[masked]\"}`],
    ['as bytes', "{'token': b'8c1f22'}", "{'token': b'[masked]'}"],
    ['as a number', "{'pin_token': 123456, 'n': 2}", "{'pin_token': [masked], 'n': 2}"],
    ['as a pair', "[('access_token', '8c1f22')]", "[('access_token', '[masked]')]"],
    ['as an argument', 'login(user=3, password=s3cret, retry=2)', 'login(user=3, password=[masked], retry=2)'],
    ['as a quoted argument', "connect(passwd='s3 cret')", "connect(passwd='[masked]')"],
    ['in a query', 'GET /x?access_token=8c1f22&page=2', 'GET /x?access_token=[masked]&page=2'],
    ['on a command line', 'run --api-token 8c1f22 --page 2', 'run --api-token [masked] --page 2'],
    ['in a header', 'Authorization: Bearer 8c1f22.x', 'Authorization: Bearer [masked]'],
    [
      'in a header of a dictionary',
      "{'Authorization': u'Basic dXNlcjpw', 'a': 1}",
      "{'Authorization': u'Basic [masked]', 'a': 1}",
    ],
    ['in a cookie', "'Cookie': 'session=8c1f22; a=b'", "'Cookie': '[masked]'"],
    ['in an address', 'postgres://shop:pa55@db.example.com/shop', 'postgres://shop:[masked]@db.example.com/shop'],
    ['in an address without user', 'redis://:pa55@cache.example.com', 'redis://:[masked]@cache.example.com'],
    ['of AWS', 'key AKIAIOSFODNN7EXAMPLE used', 'key AKIA[masked] used'],
    ['of AWS by name', 'aws_secret_access_key=wJalrXUtnFEMI/K7', 'aws_secret_access_key=[masked]'],
    ['that are web tokens', 'got eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2lnbmF0dXJl', 'got [masked]'],
    ['of GitHub', `pushed with ghp_${'a1'.repeat(18)}`, 'pushed with [masked]'],
    [
      'that are private keys',
      'k = -----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----.',
      'k = -----BEGIN RSA PRIVATE KEY-----[masked].',
    ],
  ];
  for (const [what, text, expected] of masked) {
    it(`are masked ${what}`, () => assert.deepEqual(maskSecrets(text), { text: expected, count: 1 }));
  }

  const plain = [
    'AssertionError: -3',
    '    password = None',
    "KeyError: 'token'",
    '    self.token = self.read()',
    "TypeError: __init__() missing 1 required argument: 'token'",
    'see https://example.com:8080/a@b',
    '  File "/opt/shop/auth/password.py", line 3, in check_token',
    'jinja2.exceptions.TemplateSyntaxError: unexpected token ","',
  ];
  for (const text of plain) it(`are none in ${text.trim()}`, () => assert.equal(maskSecrets(text).text, text));

  it('take linear time', () => {
    const text = `{'client_secret': u'${'\\'.repeat(50_000)} password${'='.repeat(50_000)}`;
    assert.ok(maskSecrets(text).text.length > 0);
  });
});
