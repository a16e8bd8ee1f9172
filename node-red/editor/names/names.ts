import { type EditorFlows } from '../flows.ts';
import { type Translate } from '../translate.ts';
import { CodeNames, type Names } from './code-names.ts';
import { type AjaxEvents, type DeployingRed, DeployWarning } from './deploy-warning.ts';
import { type Monaco } from './monaco.ts';
import { completeTypedInputs, type Widgets } from './typed-inputs.ts';

export interface EditorParts {
  readonly red: DeployingRed;
  readonly jquery: AjaxEvents & { readonly nodered: Widgets };
  /** Absent where settings.js chose another code editor. */
  readonly monaco: Monaco | undefined;
}

/** Completes and checks names in Node-RED's editor. The engine comes with it, so it is loaded when the editor is there. */
export function addNames(
  { red, jquery, monaco }: EditorParts,
  flows: EditorFlows,
  names: Names,
  translate: Translate,
): void {
  if (monaco) new CodeNames(monaco, names);
  completeTypedInputs(jquery.nodered, () => names.catalog);
  new DeployWarning(red, jquery, flows, names, translate);
}
