import type { FastifyInstance } from 'fastify';

/** Stops listening, lets the answers under way be finished, and after so many milliseconds cuts off whoever is not through. */
export async function closeApp(app: FastifyInstance, grace = 10_000): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), grace);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
