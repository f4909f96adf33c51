import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { Access } from './access/access';
import { AccessController } from './access/access.controller';
import { AccessLog } from './access/access-log';
import { CaseAccess } from './access/case-access';
import { Batches } from './batches/batches';
import { BatchesController } from './batches/batches.controller';
import { Calendar } from './calendar/calendar';
import { CalendarController } from './calendar/calendar.controller';
import { Courts } from './courts/courts';
import { CourtsController } from './courts/courts.controller';
import { Clocks } from './deadlines/clocks';
import { DeadlinesController } from './deadlines/deadlines.controller';
import { CasesController } from './demo/cases.controller';
import { DeskController } from './desk/desk.controller';
import { AnchorFile } from './docket/anchors/anchor-file';
import { loadAnchorKeys } from './docket/anchors/anchor-keys';
import { AnchorReader } from './docket/anchors/anchor-reader';
import { DocketController } from './docket/docket.controller';
import { DocketReader } from './docket/docket-reader';
import { EvidencePacks } from './docket/evidence/evidence-pack';
import { DocketVerifier } from './docket/verify/verify-docket';
import { DocumentStore } from './documents/document-store';
import { Documents } from './documents/documents';
import { DocumentsController } from './documents/documents.controller';
import { PaperTemplates } from './documents/paper-templates';
import { PaperTemplatesController } from './documents/paper-templates.controller';
import { EventHub } from './events/event-hub';
import { EventsController } from './events/events.controller';
import { Exports } from './exports/exports';
import { ExportsController } from './exports/exports.controller';
import { type House, topics } from './house';
import { Imports } from './imports/imports';
import { ImportsController } from './imports/imports.controller';
import { CampaignBoard } from './insight/campaign-board';
import { InsightController } from './insight/insight.controller';
import { LadderController } from './ladder/ladder.controller';
import { LadderLists } from './ladder/ladder-lists';
import { Slips } from './ladder/slips';
import { Commands } from './matters/commands';
import { MatterOpener } from './matters/matter-opener';
import { MatterLists } from './matters/matter-lists';
import { MatterReader } from './matters/matter-reader';
import { MattersController } from './matters/matters.controller';
import { CalendarFeed } from './notices/calendar-feed';
import { Notices } from './notices/notices';
import { NoticesController } from './notices/notices.controller';
import { Preferences } from './notices/preferences';
import { Urging } from './notices/urging';
import { Webhooks } from './notices/webhooks';
import { WebhooksController } from './notices/webhooks.controller';
import { Gate } from './people/gate';
import { Delegations } from './people/delegations';
import { FederatedSignIn } from './people/federated-sign-in';
import { Identities } from './people/identities';
import { IdentityProviders } from './people/identity-providers';
import { breachedList, OwnPasswords } from './people/own-passwords';
import { People } from './people/people';
import { PeopleController } from './people/people.controller';
import { SecondFactor } from './people/second-factor';
import { Sessions } from './people/sessions';
import { SignInController } from './people/sign-in.controller';
import { SignInLock } from './people/sign-in-lock';
import { Staff } from './people/staff';
import { StaffController } from './people/staff.controller';
import { configToken } from './platform/config/config';
import { Vault } from './platform/crypto/crypto-port';
import { CourtReads } from './platform/database/court-reads';
import { Database } from './platform/database/database';
import { ProblemFilter } from './platform/problems/filter';
import type { Log } from './platform/telemetry/log';
import { Metrics } from './platform/telemetry/metrics';
import { OperationsController } from './platform/telemetry/operations.controller';
import { ProceduresController } from './procedures/procedures.controller';
import { AccountsController } from './registers/accounts.controller';
import { LawBook } from './rules/law-book';
import { Rules } from './rules/rules';
import { RulesController } from './rules/rules.controller';

const controllers = [
  MattersController,
  DocketController,
  DocumentsController,
  PaperTemplatesController,
  DeadlinesController,
  CalendarController,
  RulesController,
  BatchesController,
  ExportsController,
  ImportsController,
  InsightController,
  LadderController,
  DeskController,
  ProceduresController,
  SignInController,
  PeopleController,
  StaffController,
  AccountsController,
  AccessController,
  CourtsController,
  CasesController,
  EventsController,
  NoticesController,
  WebhooksController,
  OperationsController,
];

const value = (provide: unknown, useValue: unknown): Provider => ({ provide: provide as never, useValue });

@Module({})
export class AppModule {
  static with(house: House, hub: EventHub, sessions: Sessions, accessLog: AccessLog, log: Log): DynamicModule {
    const {
      db,
      reads,
      crypto,
      access,
      courts,
      law,
      config,
      reader,
      lists,
      commands,
      documents,
      templates,
      performer,
      committed,
    } = house;
    const clocks = new Clocks(db, law, commands);
    const lock = new SignInLock(db);
    const secondFactor = new SecondFactor(db, crypto, lock);
    const people = new People(db, courts, sessions, secondFactor, lock);
    const passwords = new OwnPasswords(db, lock, sessions, breachedList(config.breachedPasswords));
    const providers = new IdentityProviders(config.providers, config.origin, log);
    const identities = new Identities(db, (provider) => providers.has(provider));
    const store = new DocumentStore(config.dataFolder);
    const anchorFile = new AnchorFile(config.dataFolder);
    const signer = loadAnchorKeys(config.dataFolder);
    return {
      module: AppModule,
      controllers,
      providers: [
        value(Database, db),
        value(CourtReads, reads),
        value(LawBook, law),
        value(Clocks, clocks),
        value(Calendar, new Calendar(db, law)),
        value(Rules, new Rules(db, law)),
        value(Vault, crypto),
        value(Access, access),
        value(AccessLog, accessLog),
        value(CaseAccess, new CaseAccess(db, courts)),
        value(Sessions, sessions),
        value(Staff, new Staff(db, people, sessions, passwords, identities, (code) => courts.exists(code))),
        value(OwnPasswords, passwords),
        value(Identities, identities),
        value(IdentityProviders, providers),
        value(FederatedSignIn, new FederatedSignIn(db, crypto, providers, sessions, secondFactor, lock)),
        value(Delegations, new Delegations(db, courts)),
        value(Courts, courts),
        value(configToken, config),
        value(MatterReader, reader),
        value(MatterLists, lists),
        value(Commands, commands),
        value(Documents, documents),
        value(PaperTemplates, templates),
        value(People, people),
        value(EventHub, hub),
        value(Metrics, new Metrics()),
        value(MatterOpener, new MatterOpener(db, performer, courts, committed)),
        value(DocketReader, new DocketReader(reads, courts)),
        value(DocketVerifier, new DocketVerifier(db, store, anchorFile, signer)),
        value(AnchorReader, new AnchorReader(db)),
        value(EvidencePacks, new EvidencePacks(db, reads, courts, store, signer)),
        value(Batches, house.batches),
        value(
          Exports,
          new Exports(
            db,
            reads,
            house.exportSource,
            lists,
            house.exportFiles,
            () => committed({ changes: [], owed: 1 }),
            house.toldOfExport,
          ),
        ),
        value(Imports, new Imports(db, courts, commands, reads, crypto, access)),
        value(
          Notices,
          new Notices(db, reads, courts, (persons) => house.channel.say(topics.notices, JSON.stringify(persons))),
        ),
        value(Preferences, new Preferences(db, config.smtp !== undefined)),
        value(CalendarFeed, new CalendarFeed(db, lists, config.origin)),
        value(Webhooks, new Webhooks(db, courts, crypto, config.webhookHosts)),
        value(Urging, new Urging(db, courts)),
        value(LadderLists, new LadderLists(reads, lists, courts)),
        value(Slips, new Slips(db, reads, reader, courts, law, commands)),
        value(CampaignBoard, new CampaignBoard(reads, courts)),
        {
          provide: APP_GUARD,
          useFactory: (reflector: Reflector) => new Gate(reflector, sessions, access),
          inject: [Reflector],
        },
        value(APP_FILTER, new ProblemFilter(log)),
      ],
    };
  }
}
