import { readConfig } from '../config/read-config.ts';
import { type RuleChoice } from '../config/rule-choices.ts';
import { type SourceDocument } from '../language/document/api.ts';
import { withSeverities } from '../language/rules/judge.ts';
import { type RuleSettings } from '../language/rules/settings.ts';
import { unknownRule } from '../language/rules/unknown-rule.ts';
import { type LocatedFinding, type Project } from './api.ts';

/** What is to be said of flow-secrets.json itself: rules that are not there. An open document stands before the disk. */
export function judgeConfig(
  { config }: Project,
  document: SourceDocument | undefined,
  settings: RuleSettings,
): readonly LocatedFinding[] {
  const choices = document === undefined ? config.rules : choicesIn(document);
  return choices.flatMap(({ rule: name, start, end, range }) =>
    withSeverities(unknownRule({ name, start, end }), settings).map((finding) => ({ ...finding, range })),
  );
}

function choicesIn(document: SourceDocument): readonly RuleChoice[] {
  const read = readConfig(document.slice());
  return 'config' in read ? read.config.rules : [];
}
