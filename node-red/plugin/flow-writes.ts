import { type SourceDocument } from '../../language/document/api.ts';
import { createDocument } from '../../language/document/source-document.ts';
import { type Reference } from '../../language/reference.ts';
import { type GlobalName, GLOBAL_NAMES } from './globals.ts';

/** A node of a flow whose code or settings set one of our names. */
export interface FlowWrite {
  readonly name: GlobalName;
  /** The name with the path that is set: `SECRETS.API_KEY`. */
  readonly target: string;
  /** `name`: as people know it, else its type. */
  readonly node: { readonly id: string; readonly name: string };
}

const [SECRETS, METADATA, CREDENTIALS] = GLOBAL_NAMES;

/** @param flows the nodes that run, or those of them that name anything */
export function flowWrites(flows: SourceDocument): readonly FlowWrite[] {
  return [...writesIn(flows), ...metadataWrites(flows)];
}

function writesIn(flows: SourceDocument): readonly FlowWrite[] {
  const writes = new Map<string, FlowWrite>();
  for (const reference of flows.references()) {
    if (reference.access !== 'write' || reference.key?.name === '') continue;
    const { nodeId: id = '', node: name = '' } = flows.siteOf(reference.start);
    const target = targetOf(reference);
    writes.set(JSON.stringify([id, target]), { name: nameOf(reference), target, node: { id, name } });
  }
  return [...writes.values()];
}

/** The language knows no metadata; it is set in the forms in which SECRETS is, so it is read under that name. */
function metadataWrites(flows: SourceDocument): readonly FlowWrite[] {
  if (!flows.slice().includes(METADATA)) return [];
  const renamed = flows
    .nodes()
    .map(({ start, end }) => flows.slice(start, end))
    .filter((text) => text.includes(METADATA))
    .map((text) => text.replaceAll(/\b(?:SECRETS|CREDENTIALS)\b/g, '_').replaceAll(METADATA, SECRETS));
  return writesIn(createDocument('flows.json', `[${renamed.join(',')}]`)).map(({ target, node }) => ({
    name: METADATA,
    target: METADATA + target.slice(SECRETS.length),
    node,
  }));
}

function nameOf({ kind }: Reference): GlobalName {
  return kind === 'secret' ? SECRETS : CREDENTIALS;
}

function targetOf(write: Reference): string {
  const names = write.key ? [write.key, ...write.path] : [];
  return (
    nameOf(write) + names.map(({ name }) => (/^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`)).join('')
  );
}
