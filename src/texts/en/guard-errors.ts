import type { ErrorText } from '../texts.ts';

/** The way out when order numbers are not those of before. */
const FROM_HERE =
  'Nothing was written. If the shop is new or was restored from a backup, choose “Import from here” (skladbridge import-from-here NAME); otherwise look at the shop first.';

const LOOK =
  'Look at the plan. If it is right, approve with “skladbridge release NAME NUMBER” or apply the plan; else mend the warehouse.';

/** Breakers: changes that wait for one approval. */
export const GUARD_ERRORS = {
  'installation.other': {
    what: 'Another installation (on {hosts}) works with this shop and this warehouse; this is {own}.',
    remedy:
      'Nothing is recorded twice, but stop one of them. If it is meant, approve with “skladbridge release NAME NUMBER”.',
  },
  'export.busy': {
    what: 'Another installation (on {host}) is sending goods to this shop now; it was heard of {minutes|minute|minutes} ago.',
    remedy:
      'Nothing needs to be done: the next run tries again. If the other one was killed, this one goes on without it after 15 minutes of silence.',
  },
  'export.turnLost': {
    what: 'Sending goods was stopped: the program had been frozen, and another installation may be sending by now.',
    remedy: 'Start again: what was sent is remembered.',
  },
  'orders.overdue': {
    what: '{count|order is|orders are} in the shop for more than {minutes|minute|minutes} and not in the warehouse; the oldest: {oldest}.',
    remedy: 'Look at the last run and press Start.',
  },
  'orders.unread': {
    what: 'The new orders in the shop cannot be read ({reason}); as long as this lasts no quantity is raised.',
    remedy: 'The next run tries again. If it stays, look at the test of the connection.',
  },
  'orders.numbersBeganAgain': {
    what: 'Order numbers have begun again: the newest in the shop is no. {newest}, and we had come to no. {cursor}.',
    remedy: FROM_HERE,
  },
  'orders.numberUsedAgain': {
    what: 'Order no. {order} of the shop is from {now}, and the one that we know by this number is from {before}.',
    remedy: FROM_HERE,
  },
  'orders.pastCameBack': {
    what: 'The shop has order no. {order} of {createdAt} again, which was imported before its numbers began again.',
    remedy: FROM_HERE,
  },
  'orders.fewer': {
    what: 'The shop has {now|order|orders}; before there {before?was|were} {before}.',
    remedy: FROM_HERE,
  },
  'orders.numbersGoOn': {
    what: 'The order numbers of the shop go on (we have come to no. {cursor}); no new series is needed.',
    remedy: 'Press Start.',
  },
  'orders.missingFirst': {
    what: '{count|recorded order has|recorded orders have} no document in the warehouse any more. A new series begins once you have decided about {count?it|them}.',
    remedy:
      'Under Attention press “Record again” (or skladbridge missing NAME --record-again, then Start) if the warehouse was restored from a backup; if they were deleted on purpose, “Let go” (--let-go). Then import from here.',
  },
  'guard.hidden': {
    what: '{count} of {linked|product|products} would be hidden at once (over {percent}%). Nothing was hidden.',
    remedy: LOOK,
  },
  'guard.created': {
    what: '{count|new product|new products} would be made beside {linked|linked one|linked ones} (over {percent}%). Nothing was made.',
    remedy: LOOK,
  },
  'guard.repriced': {
    what: 'The prices of {count} of {linked|product|products} would change at once (over {percent}%). They did not.',
    remedy: LOOK,
  },
  'guard.zeroed': {
    what: 'The quantities of {count} of {linked|product|products} fall to 0 at once (over {percent}%). They were not sent.',
    remedy: LOOK,
  },
  'guard.downloaded': {
    what: 'The quantities of {count|good that was|goods that were} downloaded from the shop were not sent: the warehouse has no movement of {count?it|them} yet.',
    remedy:
      'Enter the stock in Warehouse Pro: with the first movement the quantity goes by itself. If 0 is right, approve with “skladbridge release NAME NUMBER” or apply the plan.',
  },
  'guard.groupEmptied': {
    what: 'No good is left in the group “{group}”; {count|product|products} would be hidden. Nothing was hidden.',
    remedy: LOOK,
  },
  'good.price.rose': {
    what: 'The price of “{name}” (ID {good}) rises from {before} to {after}.',
    remedy: LOOK,
  },
  'good.price.currencyFactor': {
    what: 'The price of “{name}” (ID {good}) goes from {before} to {after}: exactly as from lev to euro or back.',
    remedy: LOOK,
  },
  'good.price.dropped': {
    what: 'The price of “{name}” falls from {before} to {after}. It was not sent.',
    remedy: 'If it is right, approve it; else mend it in the warehouse.',
  },
  'shop.write.notKept': {
    what: 'The shop does not keep what it is sent: “{what}”, field {field} – sent “{sent}”, it holds “{found}”.',
    remedy: 'Sending stopped after the first records. Check the settings of the shop and try again.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
