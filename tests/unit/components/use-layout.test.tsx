// @vitest-environment happy-dom
import type { Signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { useShareOfHeight } from '../../../components/common/use-layout.ts';
import { hide, show } from './screen.ts';

const setHeight = (height: number) =>
  act(() => {
    Object.defineProperty(window, 'innerHeight', { value: height, configurable: true });
    window.dispatchEvent(new Event('resize'));
  });
afterEach(hide);

it('a share of the height follows a window that had none at first, until a person sets it', async () => {
  let size: Signal<number> | undefined;
  function Probe() {
    size = useShareOfHeight(0.5, 0);
    return null;
  }
  await setHeight(0);
  await show(<Probe />);
  expect(size?.value).toBe(0);
  await setHeight(800);
  expect(size?.value).toBe(400);
  await setHeight(600);
  expect(size?.value).toBe(300);
  await act(() => {
    if (size) size.value = 120;
  });
  await setHeight(900);
  expect(size?.value).toBe(120);
});
