// A plot under its title, with its figures as a table.
import { useId } from 'preact/hooks';
import { say } from '../../../lib/words/say.ts';
import { PlotCanvas, type PlotProps } from './PlotCanvas.tsx';
import { Swatch } from './Swatch.tsx';

/** Shows the plot, and its figures folded away. */
export function PlotView(props: PlotProps) {
  const { title, explanation } = props;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 class="rs-heading">
        <span id={id}>{title}</span>
        <span>{explanation}</span>
      </h3>
      <PlotCanvas {...props} />
      <details class="rs-figures">
        <summary>{say('sim.plot.figures')}</summary>
        <Figures {...props} />
      </details>
    </section>
  );
}

function Figures({ title, plot, outcomes, pointText, valueText }: PlotProps) {
  return (
    <table class="rs-table" aria-label={say('sim.plot.figuresOf', { title })}>
      <thead>
        <tr>
          <td />
          {outcomes.map(({ candidate, place }) => (
            <th key={candidate.id} scope="col" title={candidate.name}>
              <Swatch place={place} />
              <span class="rs-hidden">{candidate.name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {plot.figures.map(({ from, to, values }) => (
          <tr key={from}>
            <th scope="row">
              {to === null
                ? pointText(from)
                : say('common.range', { from: pointText(from), to: pointText(to) })}
            </th>
            {values.map((value, curve) => (
              <td key={outcomes[curve]?.candidate.id}>{valueText(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
