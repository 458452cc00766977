// The options page: granted sites, providers and their hosts, what capture reads, a person's own hosts.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Settings } from '../../components/settings/Settings.tsx';
import { formatProblems } from '../../lib/http/result.ts';
import { downloadText } from '../../lib/platform/download.ts';
import { chooseTextFile } from '../../lib/platform/open-file.ts';
import { appRoot, followTheme } from '../../lib/platform/page.ts';
import { originsGate, purposeMemory } from '../../lib/platform/permissions.ts';
import {
  arrangement,
  collector,
  extraHeadersSupported,
  hostAssignments,
  preserveLog,
  redactedNames,
  retention,
  extraHeaders as storedExtraHeaders,
  type Theme,
  theme,
} from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { speakTheBrowsersLanguage } from '../../lib/platform/words.ts';
import { type Arrangement, usualArrangement } from '../../lib/providers/arrangement.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { type Assignment, withAssignment } from '../../lib/providers/catalogue.ts';
import {
  type CollectorChoice,
  collectorPattern,
  parseCollector,
  readCollectorUrl,
} from '../../lib/providers/collector.ts';
import { parseHostPattern } from '../../lib/providers/host-pattern.ts';
import { defaultRetention } from '../../lib/session/retention.ts';
import { createProviderList } from '../../lib/stores/provider-list.ts';
import { createSettingsCapture } from '../../lib/stores/settings-capture.ts';
import { type PortableSettings, readSettings, writeSettings } from '../../lib/stores/settings-file.ts';
import { openSiteAccess, type SiteAccess } from '../../lib/stores/site-access.ts';
import { readNames } from '../../lib/transfer/redact-names.ts';
import { say } from '../../lib/words/say.ts';
import { joinSentences } from '../../lib/words/sentences.ts';

speakTheBrowsersLanguage();
document.title = say('page.settings');
const assignments = signal<readonly Assignment[]>([]);
const extraHeaders = signal(false);
const kept = signal(defaultRetention);
const look = signal<Theme>('');
const arranged = signal(usualArrangement);
const pushed = signal(parseCollector(undefined));
const names = signal<readonly string[]>([]);
const fileNote = signal('');

hostAssignments.onChanged((changed) => {
  assignments.value = changed;
});
storedExtraHeaders.onChanged((on) => {
  extraHeaders.value = on;
});
retention.onChanged((next) => {
  kept.value = next;
});
arrangement.onChanged((next) => {
  arranged.value = next;
});
redactedNames.onChanged((next) => {
  names.value = next;
});
theme.onChanged((next) => {
  look.value = next;
});
followTheme();

async function show(): Promise<void> {
  const access = await openSiteAccess(originsGate, purposeMemory, warn);
  assignments.value = await hostAssignments.read();
  extraHeaders.value = await storedExtraHeaders.read();
  kept.value = await retention.read();
  look.value = await theme.read();
  arranged.value = await arrangement.read();
  names.value = await redactedNames.read();
  pushed.value = await collector.read();
  const { captured, stillHeld, problem, attempt, ...capture } = createSettingsCapture(access, builtInPacks);
  const save = (next: readonly Assignment[]): void => void attempt(() => hostAssignments.write(next));
  const arrange = (next: Arrangement): void => void attempt(() => arrangement.write(next));
  render(
    <Settings
      assignments={assignments}
      providers={builtInPacks}
      generic={genericPack}
      list={createProviderList(builtInPacks, arranged, arrange)}
      grants={access.held}
      captured={captured}
      stillHeld={stillHeld}
      problem={problem}
      extraHeaders={extraHeadersSupported() ? extraHeaders : null}
      retention={kept}
      redactedNames={names}
      collector={pushed}
      theme={look}
      fileNote={fileNote}
      onAssign={(text, provider) => {
        const pattern = parseHostPattern(text);
        if (!pattern.ok) problem.value = formatProblems(pattern.problems);
        else save(withAssignment(assignments.value, pattern.value.text, provider));
      }}
      onUnassign={(pattern) => save(withAssignment(assignments.value, pattern, ''))}
      onGrantSite={capture.askSite}
      onGrant={capture.ask}
      onGiveBack={capture.giveBack}
      onRevoke={capture.revoke}
      onExtraHeaders={(on) => void attempt(() => storedExtraHeaders.write(on))}
      onRetain={(next) => void attempt(() => retention.write(next))}
      onRedact={(next) => void attempt(() => redactedNames.write(readNames(next)))}
      onCollector={(isOn, address) => {
        const url = readCollectorUrl(address);
        if (!url.ok) problem.value = formatProblems(url.problems);
        else void attempt(() => switchPush(access, { isOn, url: url.value }));
      }}
      onTheme={(next) => void attempt(() => theme.write(next))}
      onExport={() => void attempt(exportSettings)}
      onImport={() => void attempt(importSettings)}
    />,
    appRoot(),
  );
}

/** Must be called straight from a click: the browser asks the person. */
async function switchPush(access: SiteAccess, next: CollectorChoice): Promise<void> {
  const patterns = [collectorPattern(next.url)];
  if (next.isOn) await access.ask('collector', patterns);
  else await access.giveBack('collector', patterns);
  await collector.write(next);
  pushed.value = next;
}

async function currentSettings(): Promise<PortableSettings> {
  return {
    assignments: await hostAssignments.read(),
    providers: await arrangement.read(),
    preserveLog: await preserveLog.read(),
    extraHeaders: await storedExtraHeaders.read(),
    retention: await retention.read(),
    redactedNames: await redactedNames.read(),
    theme: await theme.read(),
  };
}

async function exportSettings(): Promise<void> {
  downloadText('retryscope-settings.json', 'application/json', writeSettings(await currentSettings()));
}

/** Takes what a file says; what can't be used of it is told, and keeps the value it has. */
async function importSettings(): Promise<void> {
  const file = await chooseTextFile('.json');
  if (!file) return;
  const read = readSettings(file.text, await currentSettings());
  if (!read.ok) {
    fileNote.value = say('page.unread', { name: file.name, problems: formatProblems(read.problems) });
    return;
  }
  const { settings, problems } = read.value;
  await hostAssignments.write(settings.assignments);
  await arrangement.write(settings.providers);
  await preserveLog.write(settings.preserveLog);
  await storedExtraHeaders.write(settings.extraHeaders);
  await retention.write(settings.retention);
  await redactedNames.write(settings.redactedNames);
  await theme.write(settings.theme);
  const unused = problems.map((problem) => say('page.unused', { problem }));
  fileNote.value = joinSentences(say('page.read', { name: file.name }), ...unused);
}

show().catch(warn);
