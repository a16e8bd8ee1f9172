import { type Decrypter, type Encrypter } from 'age-encryption';

// age-encryption goes from bytes to bytes by a Response, with which Node.js loads all that fetch needs: as long as the rest
// of a short command takes. By streams it needs nothing of that.

/** What the decrypter's identities open of an age file. @throws Error of age-encryption when none does, or the file is damaged */
export async function decryptBytes(decrypter: Decrypter, file: Uint8Array): Promise<Uint8Array> {
  return bytesOf(await decrypter.decrypt(streamOf(file)));
}

/** An age file of the bytes, for the encrypter's recipients. */
export async function encryptBytes(encrypter: Encrypter, bytes: Uint8Array): Promise<Uint8Array> {
  return bytesOf(await encrypter.encrypt(streamOf(bytes)));
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
