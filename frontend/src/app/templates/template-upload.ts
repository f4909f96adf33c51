import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PaperTemplateView } from '@xiezhi/contract';
import { Templates } from '../data/templates';
import { courtToday } from '../law/rule-book';
import { Fault } from '../ui/parts/fault';
import { FileDrop } from '../ui/parts/file-drop';

const fewest = 4;

/** 提交新版本: a Word file, from when, and why. What the template may not hold is refused in words, and the file stays to be mended. */
@Component({
  selector: 'xz-template-upload',
  imports: [TranslocoPipe, Fault, FileDrop],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); send()">
      <p class="soft">{{ 'templates.uploadHint' | transloco }}</p>
      <xz-file-drop
        [words]="file()?.name ?? ('templates.drop' | transloco)"
        accept=".docx"
        [disabled]="busy()"
        (dropped)="take($event)"
      />
      <label class="field"
        ><span>{{ 'templates.from' | transloco }}</span
        ><input name="effectiveFrom" type="date" required [value]="from()" (input)="from.set(value($event))"
      /></label>
      <label class="field"
        ><span>{{ 'deed.reason' | transloco }}</span
        ><textarea
          name="reason"
          rows="2"
          maxlength="300"
          required
          [value]="reason()"
          (input)="reason.set(value($event))"
        ></textarea>
      </label>
      <xz-fault [of]="fault()" />
      <div class="row">
        <button type="submit" class="button primary" [disabled]="busy() || !ready()">
          {{ 'templates.send' | transloco }}
        </button>
        <span class="soft">{{ 'templates.second' | transloco }}</span>
      </div>
    </form>
  `,
  styles: `
    form {
      margin-top: 12px;
      max-width: 640px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplateUpload {
  private readonly templates = inject(Templates);
  readonly paper = input.required<string>();
  readonly sent = output<PaperTemplateView>();
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly from = signal(courtToday());
  protected readonly reason = signal('');
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly ready = computed(
    () => this.file() !== undefined && this.from() !== '' && this.reason().trim().length >= fewest,
  );

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected take(file: File): void {
    this.file.set(file);
    this.fault.set(undefined);
  }

  protected async send(): Promise<void> {
    const file = this.file();
    if (!file) return;
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      const wish = { reason: this.reason().trim(), effectiveFrom: this.from() };
      const sent = await this.templates.propose(this.paper(), file, wish);
      this.file.set(undefined);
      this.reason.set('');
      this.sent.emit(sent);
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
