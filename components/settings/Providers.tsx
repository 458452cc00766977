// The providers: which are used and in which order, whose hosts are known, which of them are captured.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Extent } from '../../lib/stores/settings-capture.ts';
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
    said.value = `${name} is number ${place + 1} of ${places.length} now.`;
  };
  return (
    <section aria-labelledby="rs-providers">
      <h2 id="rs-providers">Providers</h2>
      <ul class="rs-quiet rs-explained">
        <li>
          <b>Used:</b> its responses are explained by its own document. One that is not used is matched to no
          host and left out of comparisons.
        </li>
        <li>
          <b>Order:</b> where the hosts of several match, the one that stands higher answers. Comparisons list
          them in this order.
        </li>
        <li>
          <b>Capture:</b> shows the calls that captured sites make to it. The browser shows a call from one
          host to another only to an extension that holds both.
        </li>
      </ul>
      <table aria-label="Providers">
        <thead>
          <tr>
            <th scope="col">Used</th>
            <th scope="col">Provider</th>
            <th scope="col">Order</th>
            <th scope="col">Hosts</th>
            <th scope="col">Capture</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map(({ provider, used }, place) => (
            <tr key={provider.id} class={used ? '' : 'rs-unused'}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Use ${provider.name}`}
                  checked={used}
                  onChange={({ currentTarget }) => list.use(provider.id, currentTarget.checked)}
                />
              </td>
              <th scope="row" title={provider.title}>
                {provider.name}
                {used ? null : <span class="rs-quiet"> not used</span>}
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
              said.value = 'The providers stand in their usual order.';
            }}
          >
            Usual order
          </button>
        ) : null}
        <span class="rs-quiet" role="status">
          {said}
        </span>
      </div>
    </section>
  );
}

const words: Readonly<Record<Extent, string>> = { all: 'Captured', some: 'In part', none: '' };

function ProviderCapture(props: ProvidersProps & { readonly provider: ProviderChoice }) {
  const { captured, stillHeld, onGrant, onGiveBack, onRevoke } = props;
  const { id, name, hosts } = props.provider;
  const extent = captured.value[id] ?? 'none';
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
            <span class={`rs-captured-${extent}`}>{words[extent]}</span>
            <button
              type="button"
              class="rs-button"
              aria-label={`${extent === 'all' ? 'Stop capturing' : 'Capture'} ${name}`}
              onClick={() => (extent === 'all' ? onGiveBack(id) : onGrant(id))}
            >
              {extent === 'all' ? 'Stop' : 'Capture'}
            </button>
          </div>
        ) : null}
      </td>
    </>
  );
}
