import assert from 'node:assert/strict';
import { panelPage } from '../../src/panel/panelPage.ts';

const PAGE = panelPage({
  script: 'https://file.example/dist/webview/detail.js',
  style: 'https://file.example/media/panel.css',
  source: 'https://file.example',
  nonce: 'n0nce',
  state: { fingerprint: '"><script>alert(1)</script>' },
});

describe('the panel’s page as it is handed out', () => {
  it('allows its own style sheet and script, by nonce, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(PAGE)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; /);
    assert.match(policy, /script-src 'nonce-n0nce';/);
    assert.doesNotMatch(policy, /unsafe|\*|data:/);
    assert.match(PAGE, /<meta property="csp-nonce" content="n0nce">/);
  });

  it('keeps a state that tries to be markup a text', () => {
    assert.doesNotMatch(PAGE, /<script>alert/);
    assert.equal(PAGE.match(/<script/g)?.length, 1);
  });
});
