import { join } from 'node:path';
import { root } from './root.ts';

/** The shop's source as it is today: what frames of the sample lead to. */
export const SHOP_NOW = join(root, 'test/fixtures/shop/now');
