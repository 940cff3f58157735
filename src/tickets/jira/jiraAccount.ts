/** Who asks Jira Cloud, and where. */
export interface JiraAccount {
  /** The site: `https://shop.atlassian.net`. */
  server: URL;
  email: string;
  /** An API token, with scopes or without. */
  apiToken: string;
}

/** The `Authorization` header of an account. */
export function basicAuthorization({ email, apiToken }: JiraAccount): string {
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}
