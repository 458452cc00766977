// The circumstances of a simulation, to be chosen.
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { BudgetRule } from '../../../lib/retry/simulation/budget.ts';
import type { JitterKind } from '../../../lib/retry/simulation/jitter.ts';
import type { OwnSettings } from '../../../lib/stores/simulation-settings.ts';
import { outageOf, outages } from '../../../lib/timeline/schedule-plan.ts';
import { say } from '../../../lib/words/say.ts';
import { formatCount, formatShare } from '../../common/format.ts';

type Options<Value> = readonly (readonly [Value, string])[];

const failures = [0.01, 0.1, 0.5, 0.9];
const sizes = [100, 1000, 10_000, 100_000, 1_000_000];
const capacities = [null, 10, 100, 1000, 10_000];
const jitters: readonly JitterKind[] = ['additive', 'none', 'equal', 'full', 'decorrelated'];
const budgets: readonly BudgetRule['kind'][] = ['none', 'envoy', 'finagle', 'grpc', 'aws'];
const meetings: readonly OwnSettings['meeting'][] = ['together', 'apart'];

function optionsOf<Value>(values: readonly Value[], textOf: (value: Value) => string): Options<Value> {
  return values.map((value) => [value, textOf(value)]);
}

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
    <fieldset class="rs-settings" aria-label={say('sim.setting.title')}>
      <Choice
        label={say('sim.setting.outage')}
        options={outages.map(({ id, label }) => [id, label])}
        value={outageOf(outage.value).id}
        onChange={(id) => {
          outage.value = id;
        }}
      />
      {hits ? (
        <Choice
          label={say('sim.setting.hits')}
          options={optionsOf(meetings, (kind) => say(`sim.${kind}`))}
          value={now.meeting}
          onChange={(meeting) => set({ meeting })}
        />
      ) : (
        <Choice
          label={say('sim.setting.failure')}
          options={optionsOf(failures, formatShare)}
          value={now.failure}
          onChange={(failure) => set({ failure })}
        />
      )}
      <Choice
        label={say(fleet ? 'sim.setting.clients' : 'sim.setting.calls')}
        options={optionsOf(sizes, formatCount)}
        value={now.clients}
        onChange={(clients) => set({ clients })}
      />
      <Choice
        label={say('sim.setting.capacity')}
        options={optionsOf(capacities, (n) => (n === null ? say('sim.anyNumber') : `${formatCount(n)}/s`))}
        value={now.capacity}
        disabled={!(hits && fleet)}
        onChange={(capacity) => set({ capacity })}
      />
      <Choice
        label={say('sim.setting.jitter')}
        options={optionsOf(jitters, (kind) => say(`sim.jitter.${kind}`))}
        value={now.jitter}
        onChange={(jitter) => set({ jitter })}
      />
      <Choice
        label={say('sim.setting.budget')}
        options={optionsOf(budgets, (kind) => say(`sim.budget.${kind}`))}
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
      <label for={id} title={say('sim.setting.sameSeed')}>
        {say('sim.setting.seed')}
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
