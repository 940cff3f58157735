import assert from 'node:assert/strict';
import { SettingsError } from '../../../../server/environment.ts';
import { parseSettings } from '../../../../server/settings.ts';
import { signInSettings } from '../../../../server/auth/signIn/signInSettings.ts';

const SECRET = 's'.repeat(32);
const ALL = {
  OIDC_ISSUER: 'https://sso.example.com/realms/acme',
  OIDC_CLIENT_ID: 'tracebacks',
  OIDC_CLIENT_SECRET: 'secret',
  AUTHORIZED_EMAIL_REGEX: String.raw`[^@]+@example\.com`,
  PUBLIC_URL: 'https://tracebacks.example.com',
  SESSION_SECRET: SECRET,
};

describe('settings of sign-in', () => {
  it('all of them let people sign in, and other machines in', () => {
    const { settings } = parseSettings({ ...ALL, HOST: '0.0.0.0' });
    assert.equal(signInSettings(settings)?.issuer.href, ALL.OIDC_ISSUER);
    assert.ok(settings.authorizedEmail?.test('Ada@Example.com'));
  });

  it('none of them: nobody signs in', () => {
    assert.equal(signInSettings(parseSettings({ SESSION_SECRET: SECRET }).settings), undefined);
  });

  it('those that are missing are named, all at once', () => {
    assert.deepEqual(problemsOf({ OIDC_CLIENT_ID: 'tracebacks' }), [
      'OIDC_ISSUER: it is missing, and sign-in needs it (OIDC_CLIENT_ID is set).',
      'OIDC_CLIENT_SECRET: it is missing, and sign-in needs it (OIDC_CLIENT_ID is set).',
      'AUTHORIZED_EMAIL_REGEX: it is missing, and sign-in needs it (OIDC_CLIENT_ID is set).',
      'PUBLIC_URL: it is missing, and sign-in needs it (OIDC_CLIENT_ID is set).',
      'SESSION_SECRET: it is missing, and sign-in needs it (OIDC_CLIENT_ID is set).',
    ]);
  });

  const wrong: [Partial<typeof ALL>, RegExp][] = [
    [{ OIDC_ISSUER: 'http://sso.example.com' }, /^OIDC_ISSUER: .* without https/],
    [{ OIDC_ISSUER: 'sso.example.com' }, /^OIDC_ISSUER: .* no web address/],
    [{ PUBLIC_URL: 'http://tracebacks.example.com' }, /^PUBLIC_URL: .* without https/],
    [{ AUTHORIZED_EMAIL_REGEX: '[^@+' }, /^AUTHORIZED_EMAIL_REGEX: .* no regular expression/],
    [{ AUTHORIZED_EMAIL_REGEX: 'a)|(.*' }, /^AUTHORIZED_EMAIL_REGEX: .* no regular expression/],
    [{ SESSION_SECRET: `${SECRET},short` }, /^SESSION_SECRET: 5 characters are too few/],
    [{ SESSION_SECRET: `${SECRET},` }, /^SESSION_SECRET: 0 characters are too few/],
  ];
  for (const [settings, sentence] of wrong)
    it(`${JSON.stringify(settings)} stops the start, and says why`, () => {
      const problems = problemsOf({ ...ALL, ...settings });
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', sentence);
    });

  it('on this machine neither needs https', () => {
    parseSettings({ ...ALL, OIDC_ISSUER: 'http://127.0.0.1:9000', PUBLIC_URL: 'http://localhost:7007' });
  });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseSettings(environment);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems;
  }
  return assert.fail('these settings were taken');
}
