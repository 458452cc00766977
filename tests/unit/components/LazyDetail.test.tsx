// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { open, rows } from './open-inspector.tsx';
import { row } from './sample.ts';
import { click, hide, one, press, textOf } from './screen.ts';

// What the browser does when the extension was replaced under an open panel.
vi.mock('../../../components/inspector/Detail.tsx', () => {
  throw new Error('no such file');
});

const place = () => document.querySelector('aside[aria-label=Details]');

afterEach(hide);

it('keeps its place and says so when the detail cannot be loaded', async () => {
  await open([row()]);
  expect(place()).toBeNull();
  await click(rows()[0] ?? document.body);
  expect(textOf(one('alert', undefined, place() ?? document.body))).toMatch(
    /^The details could not be loaded: .+ Close DevTools and open it again\.$/,
  );
  await press(one('alert'), 'Escape');
  expect(place()).toBeNull();
});
