import { toAdf } from '../../core/jira/adf.ts';
import type { TicketText } from '../../core/jira/ticketText.ts';
import { TicketError } from '../ticketError.ts';
import type {
  NewTicket,
  Ticket,
  TicketField,
  TicketPage,
  TicketQuery,
  Tickets,
  TicketType,
  Transition,
} from '../tickets.ts';
import type { JiraAccount } from './jiraAccount.ts';
import { JiraClient, type JiraClientOptions } from './jiraClient.ts';
import { jql } from './jql.ts';
import { type FieldMetadata, readField } from './readField.ts';
import { categoryOf, readTicket, TICKET_FIELDS } from './readTicket.ts';

/** Tickets asked for at a time. */
const PAGE = 100;

export interface JiraCloudOptions extends JiraClientOptions {
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Jira Cloud, API version 3, through jira.js. */
export class JiraCloud implements Tickets {
  readonly #client: JiraClient;
  readonly #site: string;
  readonly #now: () => number;

  constructor(account: JiraAccount, { now, ...options }: JiraCloudOptions) {
    this.#client = new JiraClient(account, options);
    this.#site = account.server.origin;
    this.#now = now;
  }

  async ticketTypes(project: string): Promise<TicketType[]> {
    const asked = { what: `read the ticket types of ${project}`, writes: false };
    const page = await this.#client.ask(asked, ({ issues }) =>
      issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: project, maxResults: PAGE }),
    );
    const types = (page.issueTypes ?? []) as { id?: string; name?: string; subtask?: boolean }[];
    return types.filter(({ subtask }) => !subtask).map(({ id = '', name = id }) => ({ id, name }));
  }

  async fields(project: string, type: string): Promise<TicketField[]> {
    const asked = { what: `read the form of new tickets of ${project}`, writes: false };
    const all: TicketField[] = [];
    // Pages are as long as Jira likes, whatever is asked for.
    for (let startAt = 0; ;) {
      const page = await this.#client.ask(asked, ({ issues }) =>
        issues.getCreateIssueMetaIssueTypeId({ projectIdOrKey: project, issueTypeId: type, startAt, maxResults: PAGE }),
      );
      const fields = (page.fields ?? []) as FieldMetadata[];
      all.push(...fields.flatMap((field) => readField(field) ?? []));
      startAt += fields.length;
      if (fields.length === 0 || startAt >= (page.total ?? 0)) break;
    }
    return all.sort((one, other) => Number(other.required) - Number(one.required));
  }

  async create({ project, type, summary, text, labels, fields }: NewTicket): Promise<string> {
    const asked = { what: `create a ticket in ${project}`, writes: true };
    const created = await this.#client.ask(asked, ({ issues }) =>
      issues.createIssue({
        fields: {
          ...fields,
          project: { key: project },
          issuetype: { id: type },
          summary,
          description: toAdf(text),
          ...(labels.length > 0 && { labels: [...labels] }),
        },
      }),
    );
    if (!created?.key) throw new TicketError('failed', `Jira’s answer names no ticket.`, { mayBeDone: true });
    return created.key;
  }

  async ticket(key: string): Promise<Ticket | undefined> {
    const asked = { what: `read ${key}`, writes: false };
    try {
      return readTicket(
        await this.#client.ask(asked, ({ issues }) => issues.getIssue({ issueIdOrKey: key, fields: TICKET_FIELDS })),
      );
    } catch (error) {
      if (error instanceof TicketError && error.reason === 'not found') return undefined;
      throw error;
    }
  }

  async search(query: TicketQuery, page?: string): Promise<TicketPage> {
    const asked = { what: 'search for tickets', writes: false };
    const { issues = [], nextPageToken } = await this.#client.ask(asked, ({ issueSearch }) =>
      issueSearch.searchAndReconsileIssuesUsingJqlPost({
        jql: jql(query, this.#now()),
        maxResults: PAGE,
        fields: TICKET_FIELDS,
        ...(page !== undefined && { nextPageToken: page }),
      }),
    );
    const tickets = issues.map(readTicket);
    return { tickets, ...(nextPageToken && { next: nextPageToken }) };
  }

  async comment(key: string, text: TicketText): Promise<void> {
    const asked = { what: `comment on ${key}`, writes: true };
    await this.#client.ask(asked, ({ issueComments }) =>
      issueComments.addComment({ issueIdOrKey: key, body: toAdf(text) }),
    );
  }

  async transitions(key: string): Promise<Transition[]> {
    const asked = { what: `read the transitions of ${key}`, writes: false };
    const { transitions = [] } = await this.#client.ask(asked, ({ issues }) =>
      issues.getTransitions({ issueIdOrKey: key }),
    );
    return transitions.map(({ id = '', name = id, to }) => ({
      id,
      name,
      category: categoryOf(to?.statusCategory?.key),
    }));
  }

  async transition(key: string, transition: string): Promise<void> {
    const asked = { what: `change the status of ${key}`, writes: true };
    await this.#client.ask(asked, ({ issues }) =>
      issues.doTransition({ issueIdOrKey: key, transition: { id: transition } }),
    );
  }

  async link(key: string, other: string): Promise<void> {
    const asked = { what: `link ${key} with ${other}`, writes: true };
    await this.#client.ask(asked, ({ issueLinks }) =>
      issueLinks.linkIssues({ type: { name: 'Relates' }, inwardIssue: { key }, outwardIssue: { key: other } }),
    );
  }

  address(key: string): string {
    return `${this.#site}/browse/${encodeURIComponent(key)}`;
  }

  formAddress({ project, type, summary }: Pick<NewTicket, 'project' | 'type' | 'summary'>): string {
    const query = new URLSearchParams({ project, issuetype: type, summary });
    return `${this.#site}/secure/CreateIssueDetails!init.jspa?${query.toString()}`;
  }
}
