import path from 'node:path';
import { type Catalog, type CredentialEntry, type SpaceCatalog } from '../../language/catalog.ts';

/** What is published, by name. */
interface PublishedNames {
  readonly space?: SpaceCatalog;
  readonly credentials?: readonly CredentialEntry[];
}

const NOTHING = 'Nothing is published yet: the Flow Secrets sidebar says why.';

/** The catalog that this Node-RED's flows can use: one space, all credentials. It goes to browsers, so no folder is told. */
export function publishedCatalog({ space, credentials }: PublishedNames): Catalog {
  return {
    complete: space !== undefined,
    ...(!space && { problem: NOTHING }),
    spaces: space ? [{ ...space, source: path.basename(space.source) }] : [],
    broken: [],
    credentials: {
      complete: credentials !== undefined,
      ...(!credentials && { problem: NOTHING }),
      credentials: credentials ?? [],
    },
  };
}
