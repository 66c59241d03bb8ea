import { Anchor, Badge, Button, Card, Menu, Text } from '@mantine/core';
import type { ReportingShop } from '../../../src/api/reports.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { linkTo } from '../../route.ts';
import { shopReason, shopWord, standingColor } from './shop-words.ts';

/** What an owner may do with a shop. */
export type ShopWish = 'renew' | 'revoke' | 'remove';

/** A shop at a glance: how it stands, why, and when it was last heard of. */
export function ShopCard(props: {
  readonly shop: ReportingShop;
  readonly mayChange: boolean;
  readonly onAsk: (wish: ShopWish) => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { shop } = props;
  const reason = shopReason(shop, words, formats.moment);
  // What waits is counted of all its servers together.
  const isOfOne = shop.worst !== null && shop.servers.length > 1 && shop.standing !== 'waiting';
  return (
    <Card withBorder component="article" aria-label={shop.name} className="shop-card">
      <div className="shop-card-head">
        <Anchor href={linkTo('reporting', String(shop.id))} fw={600} size="lg" c="inherit">
          {shop.name}
        </Anchor>
        <Badge color={standingColor(shop.standing)} variant="light">
          {shopWord(shop, words)}
        </Badge>
        {props.mayChange ? <ShopMenu shop={shop} onAsk={props.onAsk} /> : null}
      </div>
      {reason === '' ? null : (
        <Text size="sm" className="cell-wrap">
          {isOfOne ? `${shop.worst ?? ''}: ${reason}` : reason}
        </Text>
      )}
      {shop.heardAt === null || shop.standing === 'silent' ? null : (
        <Text size="sm" c="dimmed">
          {words.reporting.heard}: {formats.moment(shop.heardAt)}
        </Text>
      )}
    </Card>
  );
}

function ShopMenu({
  shop,
  onAsk,
}: {
  readonly shop: ReportingShop;
  readonly onAsk: (wish: ShopWish) => void;
}) {
  const { words } = usePage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          className="no-print"
          aria-label={`${words.everywhere.more}: ${shop.name}`}
        >
          {words.everywhere.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk('renew')}>{words.reporting.renew}</Menu.Item>
        {shop.standing === 'revoked' ? null : (
          <Menu.Item onClick={() => onAsk('revoke')}>{words.reporting.revoke}</Menu.Item>
        )}
        <Menu.Item c="red" onClick={() => onAsk('remove')}>
          {words.everywhere.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
