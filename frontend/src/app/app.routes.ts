import type { Routes } from '@angular/router';
import { signedIn } from './data/session';

export const routes: Routes = [
  { path: 'sign-in', loadComponent: async () => (await import('./shell/sign-in')).SignIn },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell/frame')).Frame,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'desk' },
      { path: 'desk', loadComponent: async () => (await import('./desk/desk')).Desk },
      { path: 'matters', loadComponent: async () => (await import('./desk/matter-list')).MatterList },
      { path: 'matters/new', loadComponent: async () => (await import('./matter/open/wizard')).Wizard },
      { path: 'matters/:id', loadComponent: async () => (await import('./matter/matter')).Matter },
      { path: 'matters/:id/edit', loadComponent: async () => (await import('./matter/open/wizard')).Wizard },
      { path: 'batches/:id', loadComponent: async () => (await import('./desk/batch')).Batch },
      { path: 'procedures', loadComponent: async () => (await import('./procedures/catalogue')).Catalogue },
      { path: '**', loadComponent: async () => (await import('./shell/nothing-here')).NothingHere },
    ],
  },
];
