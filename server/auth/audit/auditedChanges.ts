/**
 * What the audit says of each change, by method and route: the API's without `/api`, which then are the pages' too. What is
 * about one person alone (their own hides and searches) is not there; pages about tokens note what they do themselves.
 */
export const AUDITED_CHANGES: Readonly<Record<string, string>> = {
  'POST /restore_all': 'showed all hidden faults again',
  'POST /groups/:fingerprint/hide': 'hid a fault',
  'POST /groups/:fingerprint/unhide': 'showed a fault again',
  'POST /groups/:fingerprint/resolve': 'marked a fault as resolved',
  'POST /groups/:fingerprint/reopen': 'reopened a fault',
  'POST /groups/:fingerprint/merge': 'merged a fault into another',
  'POST /groups/:fingerprint/split': 'split a fault',
  'POST /groups/:fingerprint/undo_rule': 'undid a merge or a split',

  'POST /groups/:fingerprint/tickets': 'made a ticket of a fault',
  'POST /groups/:fingerprint/ticket': 'made a ticket of a fault',
  'PUT /groups/:fingerprint/tickets/:key': 'linked a ticket with a fault',
  'POST /groups/:fingerprint/tickets/link': 'linked a ticket with a fault',
  'DELETE /groups/:fingerprint/tickets/:key': 'took a ticket from a fault',
  'POST /groups/:fingerprint/tickets/unlink': 'took a ticket from a fault',
  'POST /groups/:fingerprint/tickets/:key/comments': 'commented on a fault’s ticket',
  'POST /groups/:fingerprint/tickets/comment': 'commented on a fault’s ticket',
};
