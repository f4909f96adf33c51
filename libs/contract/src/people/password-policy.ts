import { z } from 'zod';
import { passwordClasses, passwordPolicy } from './password-rules';

export const newPassword = z
  .string()
  .min(passwordPolicy.least, `口令至少${passwordPolicy.least}位`)
  .max(passwordPolicy.most, `口令至多${passwordPolicy.most}位`)
  .refine((text) => passwordClasses(text) >= passwordPolicy.classes, {
    message: `口令须含大写、小写、数字、符号中的${passwordPolicy.classes}类`,
  });
