// The options page: providers and their hosts, a person's own hosts, granted sites.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Settings } from '../../components/settings/Settings.tsx';
import { formatProblems } from '../../lib/http/result.ts';
import { appRoot } from '../../lib/platform/page.ts';
import {
  grantedOrigins,
  onOriginsChanged,
  removeOrigins,
  requestOrigins,
} from '../../lib/platform/permissions.ts';
import { onAssignmentsChanged, readAssignments, writeAssignments } from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { builtInPacks } from '../../lib/providers/built-in.ts';
import type { Assignment } from '../../lib/providers/catalogue.ts';
import { parseHostPattern } from '../../lib/providers/host-pattern.ts';
import { originsOf } from '../../lib/providers/site.ts';

const ALL_SITES = ['*://*/*'];

const assignments = signal<readonly Assignment[]>([]);
const grants = signal<readonly string[]>([]);
const problem = signal('');

const showGrants = (): void => {
  grantedOrigins().then((origins) => {
    grants.value = origins;
  }, warn);
};
const save = (next: readonly Assignment[]): void => {
  problem.value = '';
  writeAssignments(next).catch(tell);
};
const tell = (error: unknown): void => {
  problem.value = String(error);
};

readAssignments().then((read) => {
  assignments.value = read;
}, warn);
onAssignmentsChanged((changed) => {
  assignments.value = changed;
});
showGrants();
onOriginsChanged(showGrants);

render(
  <Settings
    assignments={assignments}
    providers={builtInPacks}
    grants={grants}
    problem={problem}
    onAssign={(text, provider) => {
      const pattern = parseHostPattern(text);
      if (!pattern.ok) problem.value = formatProblems(pattern.problems);
      else {
        const others = assignments.value.filter((other) => other.pattern !== pattern.value.text);
        save([...others, { pattern: pattern.value.text, provider }]);
      }
    }}
    onUnassign={(pattern) => save(assignments.value.filter((other) => other.pattern !== pattern))}
    onGrant={(pattern) => {
      const provider = builtInPacks.find(({ id }) => id === pattern);
      const origins = provider ? originsOf(provider.hosts) : pattern === '*' ? ALL_SITES : [pattern];
      requestOrigins(origins).catch(tell);
    }}
    onRevoke={(pattern) => void removeOrigins([pattern]).catch(tell)}
  />,
  appRoot(),
);
