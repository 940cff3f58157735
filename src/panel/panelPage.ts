/** Where a panel's page finds its parts: addresses as the webview reaches them. */
export interface PageParts {
  script: string;
  style: string;
  /** What the webview's own addresses come from, for the policy. */
  source: string;
  /** Fresh for every page: letters and digits. */
  nonce: string;
  /** What to show, unless the page remembers something. */
  state: unknown;
}

/** The panel's page. Nothing inline but what carries the nonce; nothing from anywhere else. */
export function panelPage({ script, style, source, nonce, state }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="panel-state" content="${attribute(JSON.stringify(state))}">
<title>Fault</title>
<link rel="stylesheet" href="${attribute(style)}">
<script type="module" nonce="${nonce}" src="${attribute(script)}"></script>
</head>
<body>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
