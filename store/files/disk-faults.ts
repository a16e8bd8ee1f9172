import { errorCode } from '../catalog/store-folder.ts';

const REASONS = new Map([
  ['ENOSPC', 'the disk is full; make room first'],
  ['EDQUOT', 'the disk quota is used up; make room first'],
  ['EACCES', 'permission denied; look at the rights of the file and its folder'],
  ['EPERM', 'permission denied; look at the rights of the file and its folder'],
  ['EROFS', 'the file system is read-only'],
  ['ENOENT', 'its folder is gone'],
  ['EEXIST', 'a file is in its way; move that away'],
  ['ENOTDIR', 'a file is in its way; move that away'],
  ['EIO', 'the disk failed (EIO); look after it, and restore what it lost from version control'],
]);

/** @returns for people: why a file operation failed, and what to do; without a full stop */
export function faultOf(error: unknown): string {
  const code = errorCode(error);
  return REASONS.get(code) ?? code;
}
