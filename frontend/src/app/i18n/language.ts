import { inject, Injectable, Pipe, type PipeTransform, signal } from '@angular/core';
import { type Translation, type TranslocoLoader, TranslocoService } from '@jsverse/transloco';
import type { Words } from '@xiezhi/engine';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
const key = 'xiezhi.language';

export const rememberedLanguage = (): Language => (localStorage.getItem(key) === 'en' ? 'en' : 'zh');

/** 界面文字 come with the program, one chunk for each language. */
@Injectable({ providedIn: 'root' })
export class WordsLoader implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    return language === 'en' ? (await import('./en')).en : (await import('./zh')).zh;
  }
}

@Injectable({ providedIn: 'root' })
export class LanguageChoice {
  private readonly transloco = inject(TranslocoService);
  readonly language = signal<Language>(rememberedLanguage());

  choose(language: Language): void {
    localStorage.setItem(key, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    this.language.set(language);
    this.transloco.setActiveLang(language);
  }

  of(words: Words): string {
    return words[this.language()];
  }
}

/** The words of a procedure, in the reader's language. */
@Pipe({ name: 'words', pure: false })
export class WordsPipe implements PipeTransform {
  private readonly choice = inject(LanguageChoice);

  transform(words: Words | null | undefined): string {
    return words ? this.choice.of(words) : '';
  }
}
