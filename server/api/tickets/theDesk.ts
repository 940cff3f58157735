import type { Parts } from '../../parts.ts';
import type { TicketDesk } from '../../tickets/ticketDesk.ts';
import { Problem } from '../problem.ts';

/** The desk of tickets. Throws Problem when there is no Jira. */
export function theDesk({ desk }: Pick<Parts, 'desk'>): TicketDesk {
  if (desk) return desk;
  throw new Problem(409, 'This server has no Jira: set JIRA_SERVER, JIRA_EMAIL, JIRA_API_TOKEN and JIRA_PROJECT_KEY.');
}
