// Whether traces are pushed to a collector on this machine, and where it listens.
import { useSignal } from '@preact/signals';
import { say } from '../../lib/words/say.ts';
import type { SettingsProps } from './settings-props.ts';

/** Shows the switch and the address. */
export function Collector({ collector, onCollector }: Pick<SettingsProps, 'collector' | 'onCollector'>) {
  const { isOn, url } = collector.value;
  const typed = useSignal<string | null>(null);
  const address = typed.value ?? url;
  return (
    <section aria-labelledby="rs-collector">
      <h2 id="rs-collector">{say('options.collector.title')}</h2>
      <label class="rs-check">
        <input
          type="checkbox"
          checked={isOn}
          onClick={(event) => {
            // It is on when the browser has let it be.
            event.preventDefault();
            onCollector(!isOn, address);
          }}
        />
        {say('options.collector.push')}
      </label>
      <p class="rs-quiet">{say('options.collector.about')}</p>
      <label>
        {say('options.collector.address')}
        <input
          class="rs-mono rs-address"
          type="text"
          inputMode="url"
          spellcheck={false}
          disabled={isOn}
          aria-describedby="rs-collector-how"
          value={address}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
        />
      </label>
      <p class="rs-quiet" id="rs-collector-how">
        {say('options.collector.how')}
      </p>
    </section>
  );
}
