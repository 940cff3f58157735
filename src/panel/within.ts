/** The promise's value if it comes within so many milliseconds; else rejects with the sentence. The promise is not stopped. */
export async function within<Value>(promise: Promise<Value>, limit: number, sentence: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
