import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../packageRoot.ts';

/** The files of the package's `media` folder below `/media/`, kept by browsers for an hour (a page may add `?v=…` to have a new one at once). */
export async function media(app: FastifyInstance): Promise<void> {
  await app.register(async (files) => {
    // The page to sign in on needs them too, and they say nothing of what is stored.
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true };
    });
    await files.register(fastifyStatic, {
      root: join(packageRoot(), 'media'),
      prefix: '/media/',
      index: false,
      dotfiles: 'ignore',
      maxAge: '1h',
    });
  });
}
