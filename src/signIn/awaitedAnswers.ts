/** Sign-ins that wait for the site's answer, each known by its state. */
export class AwaitedAnswers {
  readonly #waiting = new Map<string, (code: string) => void>();

  /** The code that comes with this state; rejects with the signal's reason. */
  async code(state: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        this.#waiting.delete(state);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', end, { once: true });
      this.#waiting.set(state, (code) => {
        signal.removeEventListener('abort', end);
        this.#waiting.delete(state);
        resolve(code);
      });
    });
  }

  /** Hands an answer over, from the query of the address that it came by. Throws one sentence when nobody waits for it. */
  take(query: string): void {
    const answer = new URLSearchParams(query);
    const take = this.#waiting.get(answer.get('state') ?? '');
    const code = answer.get('code');
    if (!take || !code)
      throw new Error(
        'This window did not ask to sign in, or not any more. Use “Assertion Context: Sign In” in the window that is to be signed in.',
      );
    take(code);
  }
}
