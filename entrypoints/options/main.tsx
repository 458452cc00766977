// The options page: granted sites, providers and their hosts, what capture reads, a person's own hosts.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Settings } from '../../components/settings/Settings.tsx';
import { formatProblems } from '../../lib/http/result.ts';
import { appRoot } from '../../lib/platform/page.ts';
import { originsGate, purposeMemory } from '../../lib/platform/permissions.ts';
import {
  extraHeadersSupported,
  onAssignmentsChanged,
  onExtraHeadersChanged,
  readAssignments,
  readExtraHeaders,
  writeAssignments,
  writeExtraHeaders,
} from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { builtInPacks } from '../../lib/providers/built-in.ts';
import type { Assignment } from '../../lib/providers/catalogue.ts';
import { parseHostPattern } from '../../lib/providers/host-pattern.ts';
import { createSettingsCapture } from '../../lib/stores/settings-capture.ts';
import { openSiteAccess } from '../../lib/stores/site-access.ts';

const assignments = signal<readonly Assignment[]>([]);
const extraHeaders = signal(false);

onAssignmentsChanged((changed) => {
  assignments.value = changed;
});
onExtraHeadersChanged((on) => {
  extraHeaders.value = on;
});

async function show(): Promise<void> {
  const access = await openSiteAccess(originsGate, purposeMemory, warn);
  assignments.value = await readAssignments();
  extraHeaders.value = await readExtraHeaders();
  const { captured, stillHeld, problem, attempt, ...capture } = createSettingsCapture(access, builtInPacks);
  const save = (next: readonly Assignment[]): void => void attempt(() => writeAssignments(next));
  render(
    <Settings
      assignments={assignments}
      providers={builtInPacks}
      grants={access.held}
      captured={captured}
      stillHeld={stillHeld}
      problem={problem}
      extraHeaders={extraHeadersSupported() ? extraHeaders : null}
      onAssign={(text, provider) => {
        const pattern = parseHostPattern(text);
        if (!pattern.ok) problem.value = formatProblems(pattern.problems);
        else {
          const others = assignments.value.filter((other) => other.pattern !== pattern.value.text);
          save([...others, { pattern: pattern.value.text, provider }]);
        }
      }}
      onUnassign={(pattern) => save(assignments.value.filter((other) => other.pattern !== pattern))}
      onGrantSite={capture.askSite}
      onGrant={capture.ask}
      onGiveBack={capture.giveBack}
      onRevoke={capture.revoke}
      onExtraHeaders={(on) => void attempt(() => writeExtraHeaders(on))}
    />,
    appRoot(),
  );
}

show().catch(warn);
