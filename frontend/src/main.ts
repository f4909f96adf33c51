import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { routes } from './app/app.routes';
import { languages, rememberedLanguage, WordsLoader } from './app/i18n/language';
import { Root } from './app/shell/root';

void bootstrapApplication(Root, {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    provideTransloco({
      config: {
        availableLangs: [...languages],
        defaultLang: rememberedLanguage(),
        fallbackLang: 'zh',
        reRenderOnLangChange: true,
        prodMode: true,
      },
      loader: WordsLoader,
    }),
  ],
});
