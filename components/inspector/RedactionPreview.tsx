// What an export leaves out of its rows, before it does, and what a person wants kept nevertheless.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { type KeptSecrets, type RemovedField, removedFields } from '../../lib/stores/redaction-preview.ts';
import { say } from '../../lib/words/say.ts';
import { Dialog } from '../common/Dialog.tsx';
import { formatCount } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { runInParts } from '../common/run-in-parts.ts';
import './redaction-preview.css';

interface RedactionPreviewProps {
  /** Those that would be exported. */
  readonly rows: readonly Row[];
  /** Names of credentials that the person added to the known ones. */
  readonly names: readonly string[];
  /** The fields that the export keeps; absent where nothing can be kept. */
  readonly kept?: Signal<KeptSecrets>;
  onClose(): void;
}

/** Shows every name that is redacted, how often, and an example of which nothing can be read. */
export function RedactionPreview({ rows, names, kept, onClose }: RedactionPreviewProps) {
  const fields = useSignal<readonly RemovedField[] | null>(null);
  useEffect(() => {
    fields.value = null;
    return runInParts(removedFields(rows, names), (found) => {
      fields.value = found;
    });
  }, [rows, names]);
  return (
    <Dialog
      label={say('redaction.title')}
      close={say('redaction.close')}
      closeKey={say('help.closeKey')}
      onClose={onClose}
    >
      <div class="rs-redaction">
        {fields.value ? (
          <Removed fields={fields.value} kept={kept} />
        ) : (
          <p role="status">{say('redaction.looking')}</p>
        )}
      </div>
    </Dialog>
  );
}

interface RemovedProps {
  readonly fields: readonly RemovedField[];
  readonly kept: Signal<KeptSecrets> | undefined;
}

function Removed({ fields, kept }: RemovedProps) {
  const removed = sum(fields, 'removed');
  const gone = sum(fields, 'gone');
  const canKeep = kept !== undefined && removed > 0;
  return (
    <>
      <p role="status">{removed > 0 ? say('redaction.removed', { n: removed }) : say('redaction.nothing')}</p>
      {gone > 0 ? <p class="rs-quiet">{say('redaction.gone', { n: gone })}</p> : null}
      {fields.length === 0 ? null : (
        <table class="rs-redaction-table">
          <thead>
            <tr>
              <th scope="col">{say('redaction.where')}</th>
              <th scope="col">{say('redaction.name')}</th>
              <th scope="col" class="rs-redaction-count">
                {say('redaction.count')}
              </th>
              <th scope="col">{say('redaction.example')}</th>
              {canKeep ? <th scope="col">{say('redaction.keep')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <Line key={`${field.place} ${field.name}`} field={field} kept={canKeep ? kept : undefined} />
            ))}
          </tbody>
        </table>
      )}
      {canKeep ? <KeepAll kept={kept} /> : null}
    </>
  );
}

function Line({
  field,
  kept,
}: {
  readonly field: RemovedField;
  readonly kept: Signal<KeptSecrets> | undefined;
}) {
  const { place, name, removed, gone, example } = field;
  const key = name.toLowerCase();
  return (
    <tr>
      <td>{say(`redaction.place.${place}`)}</td>
      <th scope="row" class="rs-mono">
        {name === place ? '' : name}
      </th>
      <td class="rs-redaction-count">{formatCount(removed + gone)}</td>
      <td class={removed > 0 ? 'rs-mono rs-quiet' : 'rs-quiet'}>
        {removed > 0 ? example : say('redaction.before')}
      </td>
      {kept ? (
        <td>
          {removed > 0 ? (
            <input
              type="checkbox"
              aria-label={say('redaction.keepOne', {
                name: name === place ? say(`redaction.place.${place}`) : name,
              })}
              checked={isKept(kept.value, key)}
              disabled={kept.value === 'all'}
              onChange={({ currentTarget }) => {
                kept.value = toggled(kept.value, key, currentTarget.checked);
              }}
            />
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

function KeepAll({ kept }: { readonly kept: Signal<KeptSecrets> }) {
  return (
    <>
      <label class="rs-check">
        <input
          type="checkbox"
          checked={kept.value === 'all'}
          onChange={({ currentTarget }) => {
            kept.value = currentTarget.checked ? 'all' : [];
          }}
        />
        {say('redaction.keepAll')}
      </label>
      <p class="rs-redaction-warning" role="alert">
        {kept.value.length > 0 ? (
          <>
            <Icon name="warning" /> {say('redaction.warning')}
          </>
        ) : null}
      </p>
    </>
  );
}

const isKept = (kept: KeptSecrets, name: string): boolean => kept === 'all' || kept.includes(name);

function toggled(kept: KeptSecrets, name: string, isOn: boolean): KeptSecrets {
  if (kept === 'all') return kept;
  const others = kept.filter((one) => one !== name);
  return isOn ? [...others, name] : others;
}

const sum = (fields: readonly RemovedField[], of: 'removed' | 'gone'): number =>
  fields.reduce((total, field) => total + field[of], 0);
