import { disk } from '../../store/catalog/disk.ts';

/**
 * Takes the disk to be quick always, or never, so that it does not depend on the machine what the store asks at once.
 * @returns ends it
 */
export function assumeDisk(speed: 'quick' | 'slow'): () => void {
  disk.isQuick = () => speed === 'quick';
  return () => {
    Reflect.deleteProperty(disk, 'isQuick');
  };
}
