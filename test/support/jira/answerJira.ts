import { checkNewIssue, checkRichText, JiraRefusal } from './checkIssue.ts';
import { issueBean, statusBean, USER } from './issueBean.ts';
import { CLOUD_ID, type Issue, type JiraSite, STATUSES } from './jiraSite.ts';
import { searchIssues } from './searchIssues.ts';

export interface JiraRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  body: unknown;
}

export interface JiraAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Handler = (site: JiraSite, request: JiraRequest, parts: readonly string[]) => JiraAnswer;

const KEY = '([A-Z][A-Z0-9]+-\\d+)';

const ROUTES: [method: string, path: RegExp, handler: Handler][] = [
  ['GET', /^myself$/, () => ({ status: 200, body: USER })],
  ['GET', /^issue\/createmeta\/(\w+)\/issuetypes$/, issueTypes],
  ['GET', /^issue\/createmeta\/(\w+)\/issuetypes\/(\d+)$/, formFields],
  ['POST', /^issue$/, createIssue],
  ['POST', /^search\/jql$/, (site, { body }) => ({ status: 200, body: searchIssues(site, body) })],
  ['GET', new RegExp(`^issue/${KEY}$`), (site, _, [key]) => ({ status: 200, body: issueBean(find(site, key)) })],
  ['POST', new RegExp(`^issue/${KEY}/comment$`), addComment],
  ['GET', new RegExp(`^issue/${KEY}/transitions$`), listTransitions],
  ['POST', new RegExp(`^issue/${KEY}/transitions$`), doTransition],
  ['POST', /^issueLink$/, linkIssues],
];

/** Answers one request as Jira Cloud does. */
export function answerJira(site: JiraSite, request: JiraRequest): JiraAnswer {
  const { pathname } = request.url;
  if (pathname === '/_edge/tenant_info') return { status: 200, body: { cloudId: CLOUD_ID } };
  const gateway = `/ex/jira/${CLOUD_ID}`;
  const atGateway = pathname.startsWith(gateway);
  const path = /^\/rest\/api\/3\/(.*)$/.exec(atGateway ? pathname.slice(gateway.length) : pathname)?.[1] ?? '';
  if (!site.letsIn(request.authorization, atGateway)) {
    const reason = site.captcha ? 'CAPTCHA_CHALLENGE; login-url=https://id.example.com' : 'AUTHENTICATED_FAILED';
    const headers: Record<string, string> = site.captcha
      ? { 'x-authentication-denied-reason': reason }
      : { 'x-seraph-loginreason': reason };
    return {
      status: 401,
      headers,
      body: { errorMessages: ['Client must be authenticated to access this resource.'], errors: {} },
    };
  }
  try {
    for (const [method, pattern, handler] of ROUTES) {
      const parts = method === request.method ? pattern.exec(path) : null;
      if (parts) return handler(site, request, parts.slice(1));
    }
    throw new JiraRefusal(404, [`null for uri: ${path}`]);
  } catch (error) {
    if (!(error instanceof JiraRefusal)) throw error;
    return { status: error.status, body: { errorMessages: error.messages, errors: error.fields } };
  }
}

function issueTypes(_: JiraSite, __: JiraRequest, [project]: readonly string[]): JiraAnswer {
  checkProject(project);
  const issueTypes = [
    { id: '10001', name: 'Bug', subtask: false, hierarchyLevel: 0 },
    { id: '10002', name: 'Task', subtask: false, hierarchyLevel: 0 },
    { id: '10003', name: 'Subtask', subtask: true, hierarchyLevel: -1 },
  ];
  return { status: 200, body: { issueTypes, startAt: 0, maxResults: 50, total: issueTypes.length } };
}

function formFields(site: JiraSite, { url }: JiraRequest, [project]: readonly string[]): JiraAnswer {
  checkProject(project);
  const startAt = Number(url.searchParams.get('startAt') ?? 0);
  const all = site.form.map((field) => ({ ...field, key: field.fieldId, hasDefaultValue: false, operations: ['set'] }));
  return { status: 200, body: { fields: all.slice(startAt, startAt + 5), startAt, maxResults: 5, total: all.length } };
}

function createIssue(site: JiraSite, { body }: JiraRequest): JiraAnswer {
  if (site.readOnly) throw new JiraRefusal(403, ['You do not have permission to create issues in this project.']);
  const { fields = {} } = (body ?? {}) as { fields?: Record<string, unknown> };
  checkNewIssue(site, fields);
  const key = site.add(fields);
  const { id } = find(site, key);
  return { status: 201, body: { id, key, self: `https://shop.example.com/rest/api/3/issue/${id}` } };
}

function addComment(site: JiraSite, { body }: JiraRequest, [key]: readonly string[]): JiraAnswer {
  const issue = find(site, key);
  if (site.readOnly) throw new JiraRefusal(403, ['You do not have permission to comment on this issue.']);
  const text = (body as { body?: unknown } | undefined)?.body;
  checkRichText(text, 'comment');
  const comment = { id: String(20_000 + issue.comments.length), body: text, created: site.options.now() };
  issue.comments.push(comment);
  site.touch(issue);
  return { status: 201, body: { id: comment.id, body: text } };
}

function listTransitions(site: JiraSite, _: JiraRequest, [key]: readonly string[]): JiraAnswer {
  const issue = find(site, key);
  const others = STATUSES.filter(({ id }) => id !== issue.fields['status']);
  const transitions = others.map((status) => ({ id: `1${status.id}`, name: status.name, to: statusBean(status) }));
  return { status: 200, body: { expand: 'transitions', transitions } };
}

function doTransition(site: JiraSite, { body }: JiraRequest, [key]: readonly string[]): JiraAnswer {
  const issue = find(site, key);
  const id = (body as { transition?: { id?: string } } | undefined)?.transition?.id;
  const status = STATUSES.find((each) => `1${each.id}` === id && each.id !== issue.fields['status']);
  if (!status)
    throw new JiraRefusal(400, ['It seems that you have tried to perform a workflow operation that is not valid.']);
  issue.fields['status'] = status.id;
  if (status.category.key === 'done') issue.resolved = site.options.now();
  else delete issue.resolved;
  site.touch(issue);
  return { status: 204 };
}

function linkIssues(site: JiraSite, { body }: JiraRequest): JiraAnswer {
  const { type, inwardIssue, outwardIssue } = body as Record<
    'type' | 'inwardIssue' | 'outwardIssue',
    Record<string, string>
  >;
  const [inward, outward] = [find(site, inwardIssue['key']), find(site, outwardIssue['key'])];
  site.links.push({ type: type['name'] ?? '', inward: inward.key, outward: outward.key });
  return { status: 201, body: {} };
}

function checkProject(project: string | undefined): void {
  if (project !== 'SHOP') throw new JiraRefusal(404, [`No project could be found with key '${project}'.`]);
}

function find(site: JiraSite, key: string | undefined): Issue {
  const issue = site.issues.get(key ?? '');
  if (!issue) throw new JiraRefusal(404, ['Issue does not exist or you do not have permission to see it.']);
  return issue;
}
