import assert from 'node:assert/strict';
import { answered, editorCallback } from '../../../../server/auth/editor/editorCallback.ts';

const PATH = '//assertion-context.assertion-context/signed-in';

describe('where an editor is answered', () => {
  const allowed: [string, string, string][] = [
    [`vscode:${PATH}`, 'VS Code', 'vscode:'],
    [`vscode-insiders:${PATH}?windowId%3D3`, 'VS Code Insiders', 'vscode-insiders:'],
    [`vscodium:${PATH}`, 'VSCodium', 'vscodium:'],
    [`cursor:${PATH}?windowId=2`, 'Cursor', 'cursor:'],
    ['http://localhost:8080/callback?vscode-reqid=1', 'the editor on your own machine', 'http://localhost:8080'],
    ['http://127.0.0.1:3000/', 'the editor on your own machine', 'http://127.0.0.1:3000'],
    ['https://[::1]:8443/callback', 'the editor on your own machine', 'https://[::1]:8443'],
  ];
  for (const [callback, name, source] of allowed)
    it(`${callback} is ${name}`, () => {
      const judged = editorCallback(callback);
      assert.ok(judged.kind === 'allowed');
      assert.deepEqual(editorCallback(Buffer.from(callback).toString('base64url')), judged);
      assert.deepEqual([judged.name, judged.source], [name, source]);
    });

  const refused: [string, RegExp][] = [
    ['https://evil.example.com/signed-in', /not to “evil\.example\.com”/],
    ['http://localhost.evil.example.com/', /not to “localhost\.evil\.example\.com”/],
    ['http://localhost@evil.example.com/', /no address/],
    ['http://user:word@localhost:8080/', /no address/],
    ['http://127.0.0.1.evil.example.com/', /not to/],
    ['//evil.example.com', /no address/],
    ['javascript:alert(1)//assertion-context.assertion-context/signed-in', /not to “javascript:”/],
    ['data:text/html,x', /not to “data:”/],
    [`evil:${PATH}`, /not to/],
    [`constructor:${PATH}`, /not to/],
    ['vscode://evil.extension/signed-in', /another extension/],
    ['vscode://assertion-context.assertion-context/traceback/1', /another extension/],
    ['vscode:assertion-context.assertion-context/signed-in', /another extension/],
    [`vscode:${PATH}#fragment`, /no address/],
    ['', /no address/],
  ];
  for (const [callback, because] of refused)
    it(`not ${callback}`, () => {
      const judged = editorCallback(callback);
      assert.ok(judged.kind === 'refused');
      assert.match(judged.because, because);
    });

  it('keeps what the address had', () => {
    for (const [before, after] of [
      ['', '?'],
      ['?', '?'],
      ['?windowId=3', '?windowId=3&'],
      ['?windowId%3D3', '?windowId%3D3&'],
    ] as const)
      assert.equal(answered(new URL(`vscode:${PATH}${before}`), 'c', 's'), `vscode:${PATH}${after}code=c&state=s`);
  });
});
