import assert from 'node:assert/strict';

import { belowRoot, isLibraryPath } from '../../../src/core/python/applicationPath.ts';

/** Paths as Pythons print them, and the path below the application's root. */
const OWN: [path: string, below: string][] = [
  ['/opt/shop/orders/cart.py', 'orders/cart.py'],
  ['/opt/shop/checkout/cart.py', 'checkout/cart.py'],
  ['/srv/shop/orders/cart.py', 'orders/cart.py'],
  ['/srv/shop/current/orders/cart.py', 'orders/cart.py'],
  ['/srv/shop/releases/20260812031839/orders/cart.py', 'orders/cart.py'],
  ['/srv/shop/releases/2026-08-12/orders/cart.py', 'orders/cart.py'],
  ['/srv/shop/releases/v1.20.3/orders/cart.py', 'orders/cart.py'],
  ['/srv/shop/1b6fc4c620b67d95/orders/cart.py', 'orders/cart.py'],
  ['/opt/shop/facades/defaced/cart.py', 'facades/defaced/cart.py'],
  ['/app/orders/cart.py', 'orders/cart.py'],
  ['/code/orders/cart.py', 'orders/cart.py'],
  ['/usr/src/app/orders/cart.py', 'orders/cart.py'],
  ['/var/task/orders/cart.py', 'orders/cart.py'],
  ['/var/www/shop/orders/cart.py', 'orders/cart.py'],
  ['/opt/python/current/app/orders/cart.py', 'orders/cart.py'],
  ['/opt/python/bundle/12/app/orders/cart.py', 'orders/cart.py'],
  ['/var/app/current/orders/cart.py', 'orders/cart.py'],
  ['/home/site/wwwroot/orders/cart.py', 'orders/cart.py'],
  ['/home/ann/shop/orders/cart.py', 'orders/cart.py'],
  ['/home/ann/projects/shop/orders/cart.py', 'orders/cart.py'],
  ['/Users/ann/dev/shop/orders/cart.py', 'orders/cart.py'],
  ['/home/runner/work/shop/shop/orders/cart.py', 'orders/cart.py'],
  ['/base/data/home/apps/s~shop/20260812t031839.1234/orders/cart.py', 'orders/cart.py'],
  ['/tmp/8dc0a1b2c3d4e5f/orders/cart.py', 'orders/cart.py'],
  ['C:\\shop\\orders\\cart.py', 'orders/cart.py'],
  ['C:\\Users\\ann\\Documents\\shop\\orders\\cart.py', 'orders/cart.py'],
  ['C:\\inetpub\\wwwroot\\shop\\orders\\cart.py', 'orders/cart.py'],
  ['\\\\server\\share\\orders\\cart.py', 'orders/cart.py'],
  ['orders/cart.py', 'orders/cart.py'],
  ['./orders/cart.py', 'orders/cart.py'],
  ['/opt/shop/bin/../orders/cart.py', 'orders/cart.py'],
  ['../orders/cart.py', 'orders/cart.py'],
  ['/tmp/shop.pyz/orders/cart.py', 'orders/cart.py'],
  ['/mnt/jobs/shop.zip/orders/cart.py', 'orders/cart.py'],
  ['cart.py', 'cart.py'],
  ['/cart.py', '/cart.py'],
  ['<stdin>', '<stdin>'],
  ['<template>', '<template>'],
];

/** Paths of libraries, and the path of the module in them. */
const LIBRARIES: [path: string, below: string][] = [
  ['/usr/lib/python2.7/threading.py', 'threading.py'],
  ['/usr/lib/python3/dist-packages/requests/api.py', 'requests/api.py'],
  ['/usr/lib64/python3.6/json/decoder.py', 'json/decoder.py'],
  ['/usr/local/lib/python3.12/concurrent/futures/thread.py', 'concurrent/futures/thread.py'],
  ['/opt/shop/venv/lib/python3.11/site-packages/django/core/handlers/base.py', 'django/core/handlers/base.py'],
  ['/opt/shop/venv/local/lib/python2.7/site-packages/flask/app.py', 'flask/app.py'],
  ['/opt/shop/venv/bin/gunicorn', 'venv/bin/gunicorn'],
  ['/home/ann/.pyenv/versions/3.11.7/lib/python3.11/asyncio/runners.py', 'asyncio/runners.py'],
  ['/home/ann/.local/lib/python3.9/site-packages/celery/app/trace.py', 'celery/app/trace.py'],
  ['/opt/conda/lib/python3.9/site-packages/pandas/core/frame.py', 'pandas/core/frame.py'],
  ['C:\\ProgramData\\Anaconda3\\lib\\json\\decoder.py', 'json/decoder.py'],
  ['C:\\Python27\\lib\\threading.py', 'threading.py'],
  ['C:\\Users\\ann\\AppData\\Local\\Programs\\Python\\Python311\\Lib\\json\\decoder.py', 'json/decoder.py'],
  ['C:\\Python27\\lib\\site-packages\\flask\\app.py', 'flask/app.py'],
  ['/usr/lib/pypy/lib-python/2.7/threading.py', 'threading.py'],
  ['/opt/pypy3.9/lib/pypy3.9/threading.py', 'threading.py'],
  ['/opt/shop/eggs/Flask-0.10-py2.7.egg/flask/app.py', 'flask/app.py'],
  ['/usr/lib/python2.7/site-packages/Flask-0.10-py2.7.egg/flask/app.py', 'flask/app.py'],
  ['/root/.pex/installed_wheels/0a1b/flask-1.0-py3-none-any.whl/flask/app.py', 'flask/app.py'],
  ['/usr/lib/python36.zip/json/decoder.py', 'json/decoder.py'],
  ['/usr/lib/spark/python/lib/pyspark.zip/pyspark/worker.py', 'pyspark/worker.py'],
  ['/var/lang/lib/python3.8/imp.py', 'imp.py'],
  ['/opt/python/lib/python3.8/site-packages/requests/api.py', 'requests/api.py'],
  ['/app/.heroku/python/lib/python3.9/threading.py', 'threading.py'],
  ['<frozen importlib._bootstrap>', '<frozen importlib._bootstrap>'],
  ['<string>', '<string>'],
];

describe('a frame’s path', () => {
  for (const [path, below] of OWN) {
    it(`${path} is the application’s own ${below}`, () => {
      assert.equal(belowRoot(path), below);
      assert.equal(isLibraryPath(path), false);
    });
  }

  for (const [path, below] of LIBRARIES) {
    it(`${path} is a library’s ${below}`, () => {
      assert.equal(belowRoot(path), below);
      assert.equal(isLibraryPath(path), true);
    });
  }
});
