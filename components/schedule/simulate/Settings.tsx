// The circumstances of a simulation, to be chosen.
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { BudgetRule } from '../../../lib/retry/simulation/budget.ts';
import type { JitterKind } from '../../../lib/retry/simulation/jitter.ts';
import type { OwnSettings } from '../../../lib/stores/simulation-settings.ts';
import { outageOf, outages } from '../../../lib/timeline/schedule-plan.ts';
import { formatCount, formatShare } from '../../common/format.ts';

type Options<Value> = readonly (readonly [Value, string])[];

const meetings: Options<OwnSettings['meeting']> = [
  ['together', 'all at once'],
  ['apart', 'each by itself'],
];
const failures: Options<number> = [0.01, 0.1, 0.5, 0.9].map((share) => [share, formatShare(share)]);
const sizes: Options<number> = [100, 1000, 10_000, 100_000, 1_000_000].map((n) => [n, formatCount(n)]);
const capacities: Options<number | null> = [
  [null, 'any number'],
  ...[10, 100, 1000, 10_000].map((n) => [n, `${formatCount(n)}/s`] as const),
];
const jitters: Options<JitterKind> = [
  ['additive', '+ 0–20 %'],
  ['none', 'none'],
  ['equal', 'equal'],
  ['full', 'full'],
  ['decorrelated', 'decorrelated'],
];
const budgets: Options<BudgetRule['kind']> = [
  ['none', 'none'],
  ['envoy', 'Envoy: 20 %, at least 3'],
  ['finagle', 'Finagle: 20 % and 10 a second'],
  ['grpc', 'gRPC: 10 tokens'],
  ['aws', 'AWS: 500 tokens'],
];

interface SettingsProps {
  readonly settings: Signal<OwnSettings>;
  /** Id of the outage, shared with the schedule; see `outages`. */
  readonly outage: Signal<string>;
}

/** Shows the choices; what has no meaning beside the others is disabled. */
export function Settings({ settings, outage }: SettingsProps) {
  const now = settings.value;
  const hits = outageOf(outage.value).seconds > 0;
  const fleet = !hits || now.meeting === 'together';
  const set = (change: Partial<OwnSettings>): void => {
    settings.value = { ...settings.value, ...change };
  };
  return (
    <fieldset class="rs-settings" aria-label="Circumstances">
      <Choice
        label="Outage"
        options={outages.map(({ id, label }) => [id, label])}
        value={outageOf(outage.value).id}
        onChange={(id) => {
          outage.value = id;
        }}
      />
      {hits ? (
        <Choice
          label="It hits"
          options={meetings}
          value={now.meeting}
          onChange={(meeting) => set({ meeting })}
        />
      ) : (
        <Choice
          label="Requests that fail"
          options={failures}
          value={now.failure}
          onChange={(failure) => set({ failure })}
        />
      )}
      <Choice
        label={fleet ? 'Clients' : 'Calls'}
        options={sizes}
        value={now.clients}
        onChange={(clients) => set({ clients })}
      />
      <Choice
        label="Server answers"
        options={capacities}
        value={now.capacity}
        disabled={!(hits && fleet)}
        onChange={(capacity) => set({ capacity })}
      />
      <Choice
        label="Jitter on the rule"
        options={jitters}
        value={now.jitter}
        onChange={(jitter) => set({ jitter })}
      />
      <Choice
        label="Budget for all"
        options={budgets}
        value={now.budget}
        disabled={!fleet}
        onChange={(budget) => set({ budget })}
      />
      <Seed value={now.seed} onChange={(seed) => set({ seed })} />
    </fieldset>
  );
}

interface ChoiceProps<Value> {
  readonly label: string;
  readonly options: Options<Value>;
  readonly value: Value;
  readonly disabled?: boolean;
  onChange(value: Value): void;
}

function Choice<Value>({ label, options, value, disabled = false, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <span class="rs-setting">
      <label for={id}>{label}</label>
      <select
        id={id}
        disabled={disabled}
        value={String(value)}
        onChange={({ currentTarget }) => {
          const chosen = options.find(([one]) => String(one) === currentTarget.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([one, text]) => (
          <option key={String(one)} value={String(one)}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

/** A whole number; what is none is not taken. */
function Seed({ value, onChange }: { readonly value: number; onChange(seed: number): void }) {
  const id = useId();
  return (
    <span class="rs-setting">
      <label for={id} title="The same seed repeats the same run">
        Seed
      </label>
      <input
        id={id}
        type="number"
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        step={1}
        value={value}
        onInput={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isSafeInteger(valueAsNumber) && valueAsNumber >= 0) onChange(valueAsNumber);
        }}
      />
    </span>
  );
}
