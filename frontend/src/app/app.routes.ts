import { inject, type Type } from '@angular/core';
import type { Route, Routes } from '@angular/router';
import { allows, Session, signedIn } from './data/session';

/** A page and the operation without which it has nothing to show; asked again when the post changes. */
const page = (path: string, needs: string, load: () => Promise<Type<unknown>>): Route => ({
  path,
  canActivate: [allows(needs)],
  runGuardsAndResolvers: 'always',
  loadComponent: load,
});

export const routes: Routes = [
  { path: 'sign-in', loadComponent: async () => (await import('./shell/sign-in')).SignIn },
  {
    path: 'wall',
    canActivate: [signedIn],
    children: [page('', 'stagnation', async () => (await import('./wall/wall')).Wall)],
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell/frame')).Frame,
    children: [
      {
        path: '',
        pathMatch: 'full',
        redirectTo: async () => {
          const session = inject(Session);
          return (await session.resume()) ? session.home() : '/sign-in';
        },
      },
      page('desk', 'desk', async () => (await import('./desk/desk')).Desk),
      page('matters', 'matters', async () => (await import('./desk/matter-list')).MatterList),
      page('matters/new', 'openMatter', async () => (await import('./matter/open/wizard')).Wizard),
      page('matters/:id', 'matters', async () => (await import('./matter/matter')).Matter),
      page('matters/:id/confirm', 'matters', async () => (await import('./matter/act/confirm')).Confirm),
      page('matters/:id/deadlines/:deadline', 'matters', async () => (await import('./time/proof')).ProofSheet),
      page('ladder', 'stagnation', async () => (await import('./ladder/ladder-page')).LadderPage),
      page('matters/:id/slips/new', 'matters', async () => (await import('./ladder/new-slip')).NewSlip),
      page('matters/:id/slips/:number', 'matters', async () => (await import('./ladder/slip-sheet')).SlipSheet),
      page('matters/:id/edit', 'openMatter', async () => (await import('./matter/open/wizard')).Wizard),
      page('batches', 'batches', async () => (await import('./desk/batches')).BatchesPage),
      page('batches/new', 'startBatch', async () => (await import('./desk/batch-new')).BatchNew),
      page('batches/:id', 'batch', async () => (await import('./desk/batch')).Batch),
      page('exports', 'exports', async () => (await import('./exports/shelf')).Shelf),
      page('procedures', 'procedures', async () => (await import('./procedures/catalogue')).Catalogue),
      page('rules', 'rules', async () => (await import('./law/rules')).RulesPage),
      page('rules/:rule', 'rules', async () => (await import('./law/rule')).RulePage),
      page('calendar', 'calendar', async () => (await import('./law/calendar')).CalendarPage),
      page('templates', 'paperTemplates', async () => (await import('./templates/templates')).TemplatesPage),
      page('templates/:paper', 'paperTemplates', async () => (await import('./templates/template')).TemplatePage),
      page('policy', 'policy', async () => (await import('./admin/policy')).Policy),
      page('notices', 'notices', async () => (await import('./notices/notices-page')).NoticesPage),
      page('account', 'me', async () => (await import('./people/account')).AccountPage),
      page('admin/people', 'people', async () => (await import('./admin/people')).People),
      page('admin/people/:id', 'person', async () => (await import('./admin/person')).Person),
      page('admin/sessions', 'sessions', async () => (await import('./admin/sessions')).Sessions),
      page('admin/webhooks', 'webhooks', async () => (await import('./admin/webhooks')).WebhooksPage),
      page('admin/audit', 'audit', async () => (await import('./admin/audit')).Audit),
      page('admin/chain', 'verifyDocket', async () => (await import('./admin/chain')).Chain),
      page('admin/invariants', 'invariants', async () => (await import('./admin/invariants')).Invariants),
      { path: '**', loadComponent: async () => (await import('./shell/nothing-here')).NothingHere },
    ],
  },
];
