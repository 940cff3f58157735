import type { TicketCategory } from '../core/groups/ticket.ts';
import type { TicketText } from '../core/jira/ticketText.ts';

/** Where tickets are made and read: Jira. Every call fails with a `TicketError`. */
export interface Tickets {
  /** The types of ticket that may be made in a project. */
  ticketTypes(project: string): Promise<TicketType[]>;
  /** What the form of a new ticket asks for, its required fields first. */
  fields(project: string, type: string): Promise<TicketField[]>;
  /** Makes a ticket and gives its key. When the error's `mayBeDone` is set, it may be there all the same. */
  create(ticket: NewTicket): Promise<string>;
  /** Undefined when there is none, or none that this account may see. */
  ticket(key: string): Promise<Ticket | undefined>;
  /** A page of what was found, oldest change first where it asks for changes. `page`: from the former page. */
  search(query: TicketQuery, page?: string): Promise<TicketPage>;
  comment(key: string, text: TicketText): Promise<void>;
  /** Where a ticket's status can go from here. */
  transitions(key: string): Promise<Transition[]>;
  transition(key: string, transition: string): Promise<void>;
  /** Says that one ticket relates to another. */
  link(key: string, other: string): Promise<void>;
  /** The page of a ticket, for people. */
  address(key: string): string;
  /** The tracker's own form for a new ticket, filled with what there is: for fields that cannot be drawn here. */
  formAddress(ticket: Pick<NewTicket, 'project' | 'type' | 'summary'>): string;
}

export interface TicketType {
  id: string;
  name: string;
}

/** How a field is filled in; `other` ones cannot be drawn here. */
export type FieldKind = 'text' | 'long text' | 'number' | 'date' | 'choice' | 'choices' | 'user' | 'words' | 'other';

/** A field of the form of a new ticket, beside project, type, title and description. */
export interface TicketField {
  id: string;
  name: string;
  required: boolean;
  kind: FieldKind;
  /** Of choices: what may be chosen. */
  options: readonly { id: string; name: string }[];
}

/** A ticket to be made. */
export interface NewTicket {
  project: string;
  /** The type's id. */
  type: string;
  summary: string;
  text: TicketText;
  labels: readonly string[];
  /** Other fields by their ids, as the tracker's API takes them. */
  fields: Readonly<Record<string, unknown>>;
}

/** A ticket as it stands. Times are milliseconds since 1970. */
export interface Ticket {
  key: string;
  summary: string;
  status: string;
  category: TicketCategory;
  resolution?: string;
  assignee?: string;
  fixVersions: readonly string[];
  labels: readonly string[];
  created: number;
  updated: number;
  /** When it was done. */
  resolved?: number;
  /** Title, description and comments, for matching. */
  text: string;
}

/** What to look for. `since`: milliseconds since 1970; a little before it may be found too. */
export type TicketQuery =
  | { kind: 'label'; label: string }
  | { kind: 'keys'; keys: readonly string[] }
  | { kind: 'words'; project: string; words: string }
  | { kind: 'changed'; project: string; since: number };

export interface TicketPage {
  tickets: Ticket[];
  /** Absent on the last page. A page can be short, or empty, and not be the last. */
  next?: string;
}

export interface Transition {
  id: string;
  name: string;
  category: TicketCategory;
}
