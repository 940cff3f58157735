import assert from 'node:assert/strict';
import { signInCheck } from '../../../../server/cli/checks/signInCheck.ts';
import { parseSettings } from '../../../../server/settings.ts';
import { type OidcProvider, startOidcProvider } from '../../../support/oidcProvider.ts';

const SITE = 'http://127.0.0.1:7007';

describe('what doctor says of sign-in', () => {
  let provider: OidcProvider;
  before(async () => (provider = await startOidcProvider(`${SITE}/sign-in/callback`)));
  after(() => provider.close());

  const check = (issuer: string) =>
    signInCheck(
      parseSettings({
        ...provider.settings,
        OIDC_ISSUER: issuer,
        AUTHORIZED_EMAIL_REGEX: '.*',
        PUBLIC_URL: SITE,
        SESSION_SECRET: 's'.repeat(32),
      }).settings,
    );

  it('the provider answers, and must know the way back', async () => {
    const [found] = await check(provider.issuer);
    assert.equal(found?.state, 'ok');
    assert.match(found.says, /it must know http:\/\/127\.0\.0\.1:7007\/sign-in\/callback$/);
  });

  for (const [what, issuer] of [
    ['nothing answers', 'http://127.0.0.1:9'],
    ['another address of it was meant', 'path'],
  ] as const)
    it(`${what}: that is wrong, and what to set instead`, async () => {
      const [found] = await check(issuer === 'path' ? `${provider.issuer}/realms/acme` : issuer);
      assert.equal(found?.state, 'wrong');
      assert.match(found.says, / cannot be asked: ./);
      assert.match(found.advice ?? '', /OIDC_ISSUER/);
    });

  it('nothing, where nobody signs in', async () => {
    assert.deepEqual(await signInCheck(parseSettings({}).settings), []);
  });
});
