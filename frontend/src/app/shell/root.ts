import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { rememberedLanguage } from '../i18n/language';
import { applyTheme, rememberedTheme } from './theme';

@Component({
  selector: 'xz-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Root {
  constructor() {
    document.documentElement.lang = rememberedLanguage() === 'zh' ? 'zh-CN' : 'en';
    applyTheme(rememberedTheme());
  }
}
