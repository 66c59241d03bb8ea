import { useElementSize } from '@mantine/hooks';
import { fill } from '../../../src/texts/fill.ts';
import { formatDay } from '../../../src/texts/format.ts';
import { usePage } from '../../context.ts';

const HEIGHT = 84;
/** A day's name needs so much room. */
const NAME_WIDTH = 56;
const LEAST_BAR = 2;

/** What one day brought, as a number and as it is read. */
export interface DayValue {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly value: number;
  readonly shown: string;
}

/** A bar of a chart, in points from its upper left corner. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Bars that fill a width, the greatest as high as the chart; what is not nothing is seen. */
export function barsOf(values: readonly number[], width: number, height: number): readonly Bar[] {
  const greatest = Math.max(...values, 0);
  const step = values.length === 0 ? 0 : width / values.length;
  const gap = Math.min(3, step * 0.25);
  return values.map((value, index) => {
    const share = greatest === 0 ? 0 : value / greatest;
    const high = value > 0 ? Math.max(share * height, LEAST_BAR) : 0;
    return { x: index * step + gap / 2, y: height - high, width: Math.max(step - gap, 1), height: high };
  });
}

/** Which days are named below: as many as have room, the last one always. */
export function namedDays(count: number, width: number): readonly number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / NAME_WIDTH))));
  return Array.from({ length: count }, (_, index) => index).filter(
    (index) => (count - 1 - index) % every === 0,
  );
}

/** A bar for each day; the figures stand in the table of the card. */
export function DayBars({ label, values }: { readonly label: string; readonly values: readonly DayValue[] }) {
  const { language, words } = usePage();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const bars = barsOf(
    values.map(({ value }) => value),
    width,
    HEIGHT,
  );
  const greatest = values.reduce((most, each) => (each.value > most.value ? each : most), values[0]!);
  const names = namedDays(values.length, width);
  return (
    <figure className="day-bars">
      <figcaption>
        <span>{label}</span>
        <span className="figure">
          {greatest.value === 0 ? '' : fill(words.home.most, { value: greatest.shown })}
        </span>
      </figcaption>
      <div ref={ref} aria-hidden>
        <svg width={width} height={HEIGHT} className="day-bars-plot">
          <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="day-bars-ground" />
          {bars.map((bar, index) => (
            <g key={values[index]?.day}>
              <rect {...bar} rx={Math.min(2, bar.width / 3)} className="day-bar" />
              <rect x={bar.x} width={bar.width} y={0} height={HEIGHT} fill="transparent">
                <title>{`${formatDay(values[index]?.day ?? '', language)} – ${values[index]?.shown ?? ''}`}</title>
              </rect>
            </g>
          ))}
        </svg>
        <div className="day-bars-names">
          {names.map((index) => (
            <span
              key={values[index]?.day}
              style={{ insetInlineStart: `${(((index + 0.5) / values.length) * 100).toFixed(2)}%` }}
            >
              {formatDay(values[index]?.day ?? '', language)}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}
