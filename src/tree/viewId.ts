/** What package.json calls the view. */
export const VIEW_ID = 'assertionContext.tracebacks';
