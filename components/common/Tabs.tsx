// Tabs as ARIA describes them: one tab stop, arrow keys between tabs, the panel named by its tab.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a tab panel that scrolls has to take the focus (ARIA APG).
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** One tab: `id` is stable, `label` is what people read. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Signal<Id>;
  readonly panelClass: string;
  readonly children: ComponentChildren;
}

/** Shows a row of tabs and, under it, the children as the selected tab's panel. */
export function Tabs<Id extends string>({ label, tabs, selected, panelClass, children }: TabsProps<Id>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = tabs.some(({ id }) => id === selected.value) ? selected.value : tabs[0]?.id;

  const onKeyDown = (event: KeyboardEvent) => {
    const target = step(
      event.key,
      tabs.findIndex(({ id }) => id === current),
      tabs.length,
    );
    const tab = target === undefined ? undefined : tabs[target];
    if (!tab) return;
    event.preventDefault();
    selected.value = tab.id;
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[tabs.indexOf(tab)]?.focus();
  };

  return (
    <>
      <div class="rs-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, label: text }) => (
          <button
            key={id}
            type="button"
            role="tab"
            class="rs-tab"
            id={`${base}-${id}`}
            aria-selected={id === current}
            aria-controls={id === current ? `${base}-panel` : undefined}
            tabIndex={id === current ? 0 : -1}
            onClick={() => {
              selected.value = id;
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        class={panelClass}
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${current}`}
        tabIndex={0}
      >
        {children}
      </div>
    </>
  );
}

function step(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
