import assert from 'node:assert/strict';
import { nameArchive } from '../../src/archive/archiveName.ts';

describe('an archive in the editor', () => {
  const hour = '2016-08-12-03.tsv.gz';
  const day = 'dt=2016-08-12';
  const cases: [what: string, path: string, taken: [name: string, place: string][], name: string][] = [
    ['by its file', `/home/anna/${hour}`, [], hour],
    ['by its day and file where they lie so', `/logs/shop/${day}/${hour}`, [], `${day}/${hour}`],
    ['by a name alone', hour, [], hour],
    ['as before when it is the same', `/home/anna/${hour}`, [[hour, 'here']], hour],
    ['with its folder when another is called so', `/home/anna/${hour}`, [[hour, 'there']], `anna/${hour}`],
    [
      'with what tells it from the other',
      `/logs/shop/${day}/${hour}`,
      [[`${day}/${hour}`, 'there']],
      `shop/${day}/${hour}`,
    ],
    ['with a number when nothing does', hour, [[hour, 'there']], `${hour} (2)`],
  ];
  for (const [how, path, taken, name] of cases) {
    it(`is called ${how}`, () => assert.equal(nameArchive(path, 'here', new Map(taken)), name));
  }
});
