// Programs from files: text of a limited size, like those from links.
import { programText, ShareError, MOST_TEXT, type SharedProgram } from './share';

export async function readProgramFile(file: Blob): Promise<SharedProgram> {
  if (file.size > MOST_TEXT) throw new ShareError(`This file is longer than ${MOST_TEXT / 1024} KB.`);
  let text: string;
  try {
    text = programText(new Uint8Array(await file.arrayBuffer()));
  } catch {
    throw new ShareError('This file is not text.');
  }
  return { mode: /^# %%/m.test(text) ? 'cells' : 'program', text };
}
