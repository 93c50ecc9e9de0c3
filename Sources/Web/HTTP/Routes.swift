/// Every page of the portal. A new page is one folder in `Pages` and one line here.
package let portalRoutes: [Route] =
    LivePage.routes + SignInPage.routes + FirstRunPage.routes + ItemSectionPage.routes + DuplicatesPage.routes + KanbanPage.routes + SearchPage.routes
    + ItemCardPage.routes + ItemFormPage.routes + RequestPage.routes + AssignmentsPage.routes + FilePage.routes
    + RobotsPage.routes + ProcessPage.routes + ProcessesPage.routes + SimulationPage.routes + AutomationHealthPage.routes + AutomationJournalPage.routes
    + HomePage.routes + TeamPage.routes + TasksPage.routes + TaskCardPage.routes + NotificationsPage.routes + MessagesPage.routes
    + SettingsPage.routes + ReadinessPage.routes + WorkingTimePage.routes + MailPage.routes + PeoplePage.routes + StructurePage.routes + RolesPage.routes
    + ConstantsPage.routes + CurrenciesPage.routes + FieldSettingsPage.routes + PipelineSettingsPage.routes + WebFormsPage.routes + WebhooksPage.routes + IntegrationsPage.routes
    + PublicFormPage.routes + ImportPage.routes + ExportPage.routes + ProfilePage.routes + ProductsPage.routes
