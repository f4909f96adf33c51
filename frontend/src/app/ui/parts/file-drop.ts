import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';

let count = 0;

/** Drops a file or chooses one. */
@Component({
  selector: 'xz-file-drop',
  template: `
    <label
      class="drop"
      [for]="id"
      [class.over]="over()"
      (dragover)="$event.preventDefault(); over.set(true)"
      (dragleave)="over.set(false)"
      (drop)="drop($event)"
    >
      <span>{{ words() }}</span>
      <input
        [id]="id"
        class="visually-hidden"
        type="file"
        [accept]="accept()"
        [disabled]="disabled()"
        (change)="choose($event)"
      />
    </label>
  `,
  styles: `
    .drop {
      display: flex;
      align-items: center;
      justify-content: center;
      min-height: 40px;
      padding: 8px 12px;
      border: 1px dashed var(--grey);
      border-radius: 4px;
      cursor: pointer;
      color: var(--lead);
      text-align: center;
    }
    .drop.over {
      background: var(--lead-soft);
    }
    .drop:focus-within {
      outline: 2px solid var(--lead);
      outline-offset: 2px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FileDrop {
  readonly words = input.required<string>();
  readonly accept = input('');
  readonly disabled = input(false);
  readonly dropped = output<File>();
  protected readonly over = signal(false);
  protected readonly id = `file-${(count += 1)}`;

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    this.give(event.dataTransfer?.files[0]);
  }

  protected choose(event: Event): void {
    const box = event.target as HTMLInputElement;
    this.give(box.files?.[0]);
    box.value = '';
  }

  private give(file: File | undefined): void {
    if (file && !this.disabled()) this.dropped.emit(file);
  }
}
