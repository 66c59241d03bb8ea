import { Badge, Skeleton, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReportingShop, ShopRun, ShopServer } from '../../../src/api/reports.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Count, Moment } from '../../parts/values.tsx';
import { reasonWord, runDid, serverWord, shopReason, shopWord, standingColor } from './shop-words.ts';

const SECOND_MS = 1000;

/** One shop: each of its servers with what waits and its last runs. Nothing can be started from here. */
export function ShopPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { words } = usePage();
  const { value, fault } = useAnswer('/api/reporting/shops/{id}', { id });
  return (
    <SidePanel title={value?.name ?? words.shell.reporting} onClose={onClose}>
      <FaultNote fault={fault} />
      {value === null && fault === null ? <Skeleton h={240} /> : null}
      {value === null ? null : <Shop shop={value} />}
    </SidePanel>
  );
}

function Shop({ shop }: { readonly shop: ReportingShop }) {
  const { words } = usePage();
  const formats = useFormats();
  return (
    <>
      <Badge color={standingColor(shop.standing)} variant="light">
        {shopWord(shop, words)}
      </Badge>
      <Text mt="xs" className="cell-wrap">
        {shopReason(shop, words, formats.moment)}
      </Text>
      <dl className="facts">
        <Fact name={words.reporting.heard}>
          <Moment iso={shop.heardAt} />
        </Fact>
        <Fact name={words.reporting.version}>{shop.version === '' ? '–' : shop.version}</Fact>
      </dl>
      <Text size="sm" c="dimmed">
        {shop.heardAt === null ? '' : fill(words.reporting.every, { minutes: shop.everyMinutes })}{' '}
        {words.reporting.whereToAct}
      </Text>
      {shop.servers.map((server) => (
        <Server key={server.profile} server={server} />
      ))}
    </>
  );
}

function Server({ server }: { readonly server: ShopServer }) {
  const { words } = usePage();
  return (
    <section className="shop-server" aria-label={server.name}>
      <div className="shop-card-head">
        <Title order={2}>{server.name}</Title>
        <Badge color={standingColor(server.standing)} variant="light">
          {serverWord(server.standing, words)}
        </Badge>
      </div>
      <Facts server={server} />
      <Title order={3}>{words.runs.attention}</Title>
      {server.attention.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.reporting.nothingWaits}
        </Text>
      ) : null}
      <ul className="shop-list">
        {server.attention.map(({ cause, label, count, newest }) => (
          <li key={cause}>
            <span>
              {label}: <Count value={count} />
            </span>
            <Moment iso={newest} />
          </li>
        ))}
      </ul>
      <details open>
        <summary>{words.reporting.runs}</summary>
        {server.runs.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.reporting.noRuns}
          </Text>
        ) : null}
        <ul className="shop-list">
          {server.runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function Facts({ server }: { readonly server: ShopServer }) {
  const { words } = usePage();
  const formats = useFormats();
  const { lastRun, nextStart, held, ordersWaiting, oldestWaiting, unpLeft } = server;
  return (
    <dl className="facts">
      <Fact name={words.servers.lastRun}>
        {lastRun === null ? '–' : `${formats.moment(lastRun.startedAt)} – ${words.names.ends[lastRun.end]}`}
      </Fact>
      <Fact name={words.servers.nextRun}>{held?.text ?? <Moment iso={nextStart} />}</Fact>
      <Fact name={words.servers.warehouse}>
        <Side side={server.warehouse} />
      </Fact>
      <Fact name={words.servers.shop}>
        <Side side={server.shop} />
      </Fact>
      <Fact name={words.reporting.ordersWaiting}>
        <Count value={ordersWaiting} />
        {oldestWaiting === null
          ? null
          : ` · ${fill(words.reporting.oldest, { at: formats.moment(oldestWaiting) })}`}
      </Fact>
      {unpLeft === null ? null : (
        <Fact name={words.reporting.unpLeft}>
          <Count value={unpLeft} />
        </Fact>
      )}
      {server.lastSuccess.map(({ task, label, at }) => (
        <Fact key={task} name={`${words.home.lastSuccess}: ${label}`}>
          <Moment iso={at} />
        </Fact>
      ))}
    </dl>
  );
}

function Side({ side: { isWell, why } }: { readonly side: ShopServer['shop'] }) {
  const { words } = usePage();
  if (isWell === null) return words.servers.notAsked;
  if (isWell) return words.servers.answers;
  return (
    <Text span size="sm" c="red">
      {why === null || why.away !== null ? words.servers.silent : why.text}
    </Text>
  );
}

/** When, how it ended, how long it took, and what it did. */
function Run({ run }: { readonly run: ShopRun }) {
  const { words } = usePage();
  const formats = useFormats();
  const { startedAt, endedAt, end, why } = run;
  const lasted =
    endedAt === null ? '' : formats.duration((Date.parse(endedAt) - Date.parse(startedAt)) / SECOND_MS);
  const said = [reasonWord(why, words), runDid(run, words), lasted].filter((text) => text !== '').join(' · ');
  const isBad = end === 'failed' || end === 'interrupted';
  return (
    <li>
      <span>
        <Text span size="sm" {...(isBad ? { c: 'red' } : {})}>
          {words.names.ends[end]}
        </Text>
        <Text size="sm" c="dimmed" className="cell-wrap">
          {said}
        </Text>
      </span>
      <Moment iso={startedAt} />
    </li>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
