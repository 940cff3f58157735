/** The API gives at most so many rows at once. */
const MOST = 200;

interface Paging {
  limit: number;
  cursor?: string;
}

/** The pages that together have at most `limit` rows, or all there are: one, unless more are wanted than the API gives at once. */
export async function manyPages<Page extends { cursor?: string }>(
  { limit, cursor }: Paging,
  ask: (paging: Paging) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let next = cursor;
  for (let left = limit; left > 0; left -= MOST) {
    const page = await ask({ limit: Math.min(left, MOST), ...(next !== undefined && { cursor: next }) });
    pages.push(page);
    next = page.cursor;
    if (next === undefined) break;
  }
  return pages;
}
