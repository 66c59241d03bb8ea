import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { usePage } from '../../context.ts';

const HEIGHT = 180;

/** Seconds of the last runs, oldest first; the same figures stand in the table of runs. */
export function RunsChart({
  runs,
}: {
  readonly runs: readonly { startedAt: string; seconds: number | null }[];
}) {
  const { words } = usePage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    const shown = runs.filter((run) => run.seconds !== null).toReversed();
    if (element === null || shown.length < 2) return undefined;
    const data: uPlot.AlignedData = [
      shown.map((run) => Date.parse(run.startedAt) / 1000),
      shown.map((run) => run.seconds),
    ];
    const options: uPlot.Options = {
      width: Math.max(element.clientWidth, 280),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      series: [{}, { stroke: '#0f6b5c', width: 2, fill: 'rgba(15,107,92,0.12)', points: { show: true } }],
      axes: [{ size: 28 }, { size: 44 }],
    };
    const chart = new uPlot(options, data, element);
    return () => chart.destroy();
  }, [runs]);
  return <div ref={place} role="img" aria-label={words.home.chartRuns} />;
}
