import { type Shape } from '../catalog.ts';
import { type Name, type NamedReference } from '../reference.ts';
import { type RuleContext, type SpaceNames } from './context.ts';
import { step } from './shapes.ts';

/** One segment of a path, as the spaces see it that have everything before it. */
interface Segment {
  readonly name: Name;
  /** Names of the spaces that have it. */
  readonly having: readonly string[];
  readonly lacking: readonly { readonly space: string; readonly shape: Shape }[];
  /** True when some space may have it: what is there is not known. */
  readonly unsure: boolean;
}

/** What the spaces of a file have of a reference to a secret. All rules judge this. */
export interface Look {
  readonly reference: NamedReference;
  readonly context: RuleContext;
  /** The readable spaces that have the key. */
  readonly holders: readonly SpaceNames[];
  /** The path, up to the first segment that no space has. */
  readonly segments: readonly Segment[];
}

export function lookUp(reference: NamedReference, context: RuleContext): Look {
  const key = reference.key.name;
  const holders = context.spaces.filter(({ secrets }) => secrets.has(key));
  let current = holders.flatMap(({ space, secrets }) => {
    const shape = secrets.get(key);
    return shape === undefined ? [] : [{ space, shape }];
  });
  const segments: Segment[] = [];
  let unsure = false;
  for (const name of reference.path) {
    if (name.name === '' || current.length === 0) break;
    const next: { space: string; shape: Shape }[] = [];
    const lacking: { space: string; shape: Shape }[] = [];
    for (const { space, shape } of current) {
      const found = step(shape, name.name, reference.form);
      if (found === 'anything') unsure = true;
      else if (found === 'nothing') lacking.push({ space, shape });
      else next.push({ space, shape: found });
    }
    segments.push({ name, having: next.map(({ space }) => space), lacking, unsure });
    current = next;
  }
  return { reference, context, holders, segments };
}

/** In a section: the value around has no such name, so it comes from an outer context and is none of ours. */
export function isElsewhere({ reference, segments }: Look): boolean {
  const last = segments.at(-1);
  return reference.relative === true && last !== undefined && !last.unsure && last.having.length === 0;
}

/**
 * In a section of a template node: mustache looks for a name that the section's value lacks in what is around it, up to the
 * message. So nothing is wrong for sure where the name is the first that a tag looks up.
 */
export function mayComeFromOutside({ relative, form, start }: Look['reference'], name: Name): boolean {
  return relative === true && form === 'mustache' && name.start === start;
}
