import type { FastifyRequest } from 'fastify';
import { shellProblem } from '../problems/problem';

interface Multipart {
  isMultipart(): boolean;
  file(): Promise<{ filename: string; fieldname: string; toBuffer(): Promise<Buffer> } | undefined>;
}

/** The one file of a multipart request, in memory; the size limit is the server's. */
export const uploadOf = async (request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> => {
  const multipart = request as unknown as Multipart;
  if (!multipart.isMultipart())
    throw shellProblem('unsupported-media-type', { detail: '请以 multipart/form-data 上传文件' });
  const file = await multipart.file().catch(() => undefined);
  if (!file || file.fieldname !== 'file') throw shellProblem('malformed-request', { detail: '没有收到文件' });
  try {
    return { name: file.filename, bytes: await file.toBuffer() };
  } catch {
    throw shellProblem('too-large', { detail: '文件过大' });
  }
};
