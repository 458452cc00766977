// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Overview } from '../../../components/overview/Overview.tsx';
import type { Row } from '../../../lib/stores/inspector-store.ts';
import { open, rows } from './open-inspector.tsx';
import { createStore, noon, row } from './sample.ts';
import { all, click, hide, one, press, show } from './screen.ts';

const at = (seconds: number, status = 200): Row =>
  row({ exchange: { startedDateTime: noon + seconds * 1000, status } });
/** One response a second for 100 s. */
const session = () => Array.from({ length: 100 }, (_, second) => at(second, second % 10 === 0 ? 503 : 200));

const slider = () => one('slider', 'Time range');
const said = () => slider().getAttribute('aria-valuetext');
/** The strip alone: the list is slow to draw without a browser. */
async function openStrip(rows: readonly Row[], narrow = false) {
  const store = createStore(rows);
  await show(<Overview store={store} narrow={signal(narrow)} />);
  return { store };
}
/** The strip is taken to be 600 px wide before it is laid out, and begins at 0. */
const pointer = (type: string, x: number, target: Element = slider()) =>
  act(() => {
    const event = { clientX: x, button: 0, pointerId: 1, bubbles: true, cancelable: true };
    target.dispatchEvent(new PointerEvent(type, event));
  });
const grip = (name: string) => {
  const found = slider().querySelector(`[data-grip="${name}"]`);
  if (!found) throw new Error(`there is no grip ${name}`);
  return found;
};
async function brush(from: number, to: number, target?: Element) {
  await pointer('pointerdown', from, target);
  await pointer('pointermove', to);
  await pointer('pointerup', to);
}
const wheel = (deltaY: number, x: number) =>
  act(() => {
    // happy-dom's own WheelEvent has no place.
    const event = Object.assign(new Event('wheel', { bubbles: true, cancelable: true }), {
      ...{ deltaY, deltaX: 0, deltaMode: 0, clientX: x, shiftKey: false },
    });
    slider().dispatchEvent(event);
  });

afterEach(hide);

describe('the overview', () => {
  it('is a quiet strip without rows', async () => {
    const { store } = await openStrip([]);
    const strip = one('region', 'Overview');
    expect(all('slider')).toEqual([]);
    expect(strip.querySelector('[tabindex]')).toBeNull();
    await act(() => {
      store.rows.value = session();
    });
    expect(said()).toMatch(
      /^Whole session, 12:00:00 to 12:01:39, 100 responses: 90 successful, 10 server errors$/,
    );
  });

  it('is lower in a narrow panel', async () => {
    const height = () => slider().style.height;
    await openStrip(session());
    expect(height()).toBe('40px');
    hide();
    await openStrip(session(), true);
    expect(height()).toBe('28px');
  });

  it('filters by what is dragged over, which can be moved, resized and undone', async () => {
    const { store } = await openStrip(session());
    await brush(120, 240);
    const first = store.timeRange.value;
    if (!first) throw new Error('nothing was brushed');
    const length = first.to - first.from;
    expect(length / 1000).toBeCloseTo(20, -1);
    const count = store.visible.value.length;
    expect(said()).toMatch(new RegExp(`to 12:00:\\d\\d, ${count} of 100 responses: `));
    await brush(180, 240, grip('inside'));
    expect(store.timeRange.value?.from).toBeGreaterThan(first.from + length * 0.4);
    expect((store.timeRange.value?.to ?? 0) - (store.timeRange.value?.from ?? 0)).toBeCloseTo(length);
    await brush(300, 420, grip('to'));
    expect(store.visible.value.length).toBeGreaterThan(count + 10);
    await brush(180, 60, grip('from'));
    expect(store.visible.value.length).toBeGreaterThan(count + 30);
    await act(() => void slider().dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));
    expect(store.timeRange.value).toBeNull();
    expect(store.visible.value).toHaveLength(100);
  });

  it('takes no click and no tremor for a range', async () => {
    const { store } = await openStrip(session());
    await brush(120, 121);
    expect(store.timeRange.value).toBeNull();
  });

  it('shows a shorter stretch after the wheel, and the whole one after Home', async () => {
    const { store } = await openStrip(session());
    await wheel(-800, 300);
    await brush(120, 240);
    expect(store.visible.value.length).toBeLessThan(6);
    await press(slider(), 'Home');
    await brush(120, 240);
    expect(store.visible.value.length).toBeGreaterThan(15);
  });

  it('obeys the keyboard', async () => {
    const { store } = await openStrip(session());
    await press(slider(), 'ArrowRight');
    expect(store.visible.value.length).toBeGreaterThan(5);
    expect(store.visible.value.length).toBeLessThan(15);
    await press(slider(), 'ArrowRight');
    expect(Number(slider().getAttribute('aria-valuenow'))).toBeGreaterThan(1);
    await press(slider(), 'Escape');
    expect(store.timeRange.value).toBeNull();
    expect(store.visible.value).toHaveLength(100);
  });

  it('leaves Escape to the detail where there is no range to reset', async () => {
    const { store } = await open([at(0), at(100)]);
    await act(() => {
      store.selectedId.value = store.rows.value[0]?.exchange.id ?? null;
    });
    await press(slider(), 'ArrowRight');
    await press(slider(), 'Escape');
    expect([store.timeRange.value, store.selected.value?.exchange.status]).toEqual([null, 200]);
    await press(slider(), 'Escape');
    expect(store.selectedId.value).toBeNull();
  });

  it('lets go of a range that the session no longer touches', async () => {
    const { store } = await openStrip(session());
    await brush(120, 240);
    await act(() => {
      store.rows.value = [...store.rows.value, at(100)];
    });
    expect(store.timeRange.value).not.toBeNull();
    await act(() => {
      store.rows.value = [at(3600), at(3610)];
    });
    await vi.waitFor(() => expect(store.timeRange.value).toBeNull());
    expect(store.visible.value).toHaveLength(2);
  });

  it('is among what “Show all” undoes', async () => {
    const { store } = await open([at(0), at(100)]);
    await brush(200, 300);
    expect(rows()).toHaveLength(0);
    await click(one('button', 'Show all'));
    expect(store.timeRange.value).toBeNull();
    expect(rows()).toHaveLength(2);
  });
});
