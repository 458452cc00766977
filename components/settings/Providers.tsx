// The providers: which are used and in which order, whose hosts are known, which of them are captured.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../lib/words/say.ts';
import { Sentence } from '../common/Sentence.tsx';
import { ProviderOrder } from './ProviderOrder.tsx';
import { StillCaptured } from './StillCaptured.tsx';
import type { ProviderChoice, SettingsProps } from './settings-props.ts';

type ProvidersProps = Pick<
  SettingsProps,
  'providers' | 'list' | 'captured' | 'stillHeld' | 'onGrant' | 'onGiveBack' | 'onRevoke'
>;

/** Shows each provider: whether it is used, its place, its hosts, and whether they are captured. */
export function Providers(props: ProvidersProps) {
  const { providers, list } = props;
  const said = useSignal('');
  const body = useRef<HTMLTableSectionElement>(null);
  const pressed = useRef('');
  const places = list.places.value;
  const shown = places.flatMap(({ id, used }) => {
    const provider = providers.find((one) => one.id === id);
    return provider ? [{ provider, used }] : [];
  });
  // A row that moves takes its buttons out of the page for a moment, and the focus with them.
  useLayoutEffect(() => {
    const button =
      pressed.current && body.current?.querySelector<HTMLElement>(`[data-move="${pressed.current}"]`);
    pressed.current = '';
    if (button) button.focus();
  }, [places]);
  const move = ({ id, name }: ProviderChoice, by: number) => {
    const place = places.findIndex((one) => one.id === id) + by;
    if (place < 0 || place >= places.length) return;
    pressed.current = `${id} ${by}`;
    list.move(id, by);
    said.value = say('options.providers.moved', { name, place: place + 1, count: places.length });
  };
  return (
    <section aria-labelledby="rs-providers">
      <h2 id="rs-providers">{say('options.providers.title')}</h2>
      <ul class="rs-quiet rs-explained">
        <About what="used" />
        <About what="order" />
        <About what="capture" />
      </ul>
      <table aria-label={say('options.providers.title')}>
        <thead>
          <tr>
            <th scope="col">{say('options.providers.used')}</th>
            <th scope="col">{say('options.providers.name')}</th>
            <th scope="col">{say('options.providers.order')}</th>
            <th scope="col">{say('options.providers.hosts')}</th>
            <th scope="col">{say('options.providers.capture')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map(({ provider, used }, place) => (
            <tr key={provider.id} class={used ? '' : 'rs-unused'}>
              <td>
                <input
                  type="checkbox"
                  aria-label={say('options.providers.use', { name: provider.name })}
                  checked={used}
                  onChange={({ currentTarget }) => list.use(provider.id, currentTarget.checked)}
                />
              </td>
              <th scope="row" title={provider.title}>
                {provider.name}
                {used ? null : <span class="rs-quiet"> {say('options.providers.unused')}</span>}
              </th>
              <td>
                <ProviderOrder
                  provider={provider}
                  isFirst={place === 0}
                  isLast={place === shown.length - 1}
                  onMove={(by) => move(provider, by)}
                />
              </td>
              <ProviderCapture provider={provider} {...props} />
            </tr>
          ))}
        </tbody>
      </table>
      <div class="rs-fields">
        {list.isReordered.value ? (
          <button
            type="button"
            class="rs-button"
            onClick={() => {
              list.usualOrder();
              said.value = say('options.providers.isUsual');
            }}
          >
            {say('options.providers.usual')}
          </button>
        ) : null}
        <span class="rs-quiet" role="status">
          {said}
        </span>
      </div>
    </section>
  );
}

function About({ what }: { readonly what: 'used' | 'order' | 'capture' }) {
  const name = <b>{say(`options.providers.about.${what}.name`)}</b>;
  return (
    <li>
      <Sentence word={`options.providers.about.${what}.text`} values={{ name }} />
    </li>
  );
}

function ProviderCapture(props: ProvidersProps & { readonly provider: ProviderChoice }) {
  const { captured, stillHeld, onGrant, onGiveBack, onRevoke } = props;
  const { id, name, hosts } = props.provider;
  const extent = captured.value[id] ?? 'none';
  const act = extent === 'all' ? 'stop' : 'start';
  return (
    <>
      <td>
        <div class="rs-mono rs-hosts">
          {hosts.map((host) => (
            <div key={host}>{host}</div>
          ))}
        </div>
        <StillCaptured
          name={name}
          held={stillHeld.value?.name === name ? stillHeld.value.held : []}
          onRevoke={onRevoke}
        />
      </td>
      <td>
        {hosts.length > 0 ? (
          <div class="rs-provider-capture">
            <span class={`rs-captured-${extent}`}>
              {extent === 'none' ? '' : say(`options.providers.${extent}`)}
            </span>
            <button
              type="button"
              class="rs-button"
              aria-label={say(`options.providers.${act}One`, { name })}
              onClick={() => (extent === 'all' ? onGiveBack(id) : onGrant(id))}
            >
              {say(`options.providers.${act}`)}
            </button>
          </div>
        ) : null}
      </td>
    </>
  );
}
