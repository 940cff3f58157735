import assert from 'node:assert/strict';
import { logLevel } from '../../../src/core/text/logLevel.ts';

const CASES: [string, ReturnType<typeof logLevel>][] = [
  ['11/Aug/2016:23:18:39.283 20286/MainThread : DEBUG    engine: start', 'debug'],
  ['[2024-05-01 10:00:00,123] ERROR in app: Exception on /cart [POST]', 'error'],
  ['2016-08-12 03:21:54,642 WARNING job: slow', 'warning'],
  ['CRITICAL:root:disk is full', 'error'],
  ['INFO job: job=send_mail', 'info'],
  ['10.0.0.9 - - "GET /ERROR.html" 200', undefined],
  ['the word error in small letters', undefined],
  ['NO_ERROR and ERRORS and pre-ERROR', undefined],
  [`${'x'.repeat(200)} ERROR far in`, undefined],
  ['', undefined],
];

describe('the level of a log line', () => {
  for (const [message, level] of CASES)
    it(`${message.slice(0, 60)}: ${level}`, () => assert.equal(logLevel(message), level));
});
