/** Thrown for a body that is larger than it may be. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

/** The text of an answer's body; what is beyond so many bytes is not fetched: TooLarge is thrown. */
export async function bodyText(response: Response, most: number): Promise<string> {
  const tooLarge = (): TooLarge => new TooLarge(`more than ${most} bytes`);
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw tooLarge();
  }
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let read = 0;
  let text = '';
  for await (const chunk of response.body) {
    read += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (read > most) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
