import Automation
import CRM
import Kernel

/// What the index tells about each section: one snapshot.
struct SettingsIndexModel: Sendable {
    /// A line of state, and whether it asks for attention.
    struct State: Sendable {
        let text: Text
        let needsAttention: Bool
    }

    let states: [SettingsSection: State]

    static func load(_ page: PageRequest) async throws -> SettingsIndexModel {
        let people = try await page.services.people.snapshot()
        let services = page.services
        return try await services.portal.read { reader in
            let readiness = try Readiness.items(in: reader)
            let settings = try SettingsStore.settings(in: reader)
            let catalog = try services.items.catalog.catalog(in: reader)
            let roles = try RoleStore.all(in: reader)
            let forms = try WebFormStore.all(in: reader)
            let connections = try ConnectionStore.all(WebhookMessage.connector, in: reader)
            let mail = try MailAccount.all(in: reader).count
            let stopped = try OutboxReader.count(by: ConnectorKind(WebhookMessage.connector), .stopped, in: reader)
            let done = readiness.count(where: \.isDone)
            let constants = readiness.filter { $0.id.hasPrefix("constant.") }
            let missing = constants.count { !$0.isDone }
            let working = people.people.count(where: \.isActive)
            let custom = FieldOwner.all.reduce(0) { $0 + catalog.fields.fields(of: $1).count(where: \.isCustom) }
            let hoursSet = readiness.first { $0.id == "working_hours" }?.isDone ?? true
            let ready =
                done == readiness.count
                ? SettingsPageTexts.allReady
                : SettingsPageTexts.readyCount.with(["done": String(done), "total": String(readiness.count)])
            return SettingsIndexModel(states: [
                .readiness: State(text: ready, needsAttention: done < readiness.count),
                .portal: State(
                    text: settings.companyName.isEmpty ? SettingsPageTexts.notNamed : Text(verbatim: settings.companyName),
                    needsAttention: settings.companyName.isEmpty),
                .workingTime: State(text: hoursSet ? hours(settings) : SettingsPageTexts.notSetYet, needsAttention: !hoursSet),
                .people: State(text: SettingsPageTexts.people(working), needsAttention: working < 2),
                .structure: State(text: SettingsPageTexts.departments(people.departments.count), needsAttention: people.departments.isEmpty),
                .roles: State(text: SettingsPageTexts.roles(roles.count), needsAttention: false),
                .constants: State(text: SettingsPageTexts.constants(constants.count, empty: missing), needsAttention: missing > 0),
                .fields: State(text: SettingsPageTexts.customFields(custom), needsAttention: false),
                .currencies: State(
                    text: CurrencyPageTexts.count(
                        catalog.currencies.count, withoutRate: catalog.currencies.count(where: { $0.rate == nil })), needsAttention: false),
                .mail: State(text: MailPageTexts.count(mail), needsAttention: mail == 0),
                .webhooks: State(text: WebhookPageTexts.connections(connections.count, stopped: stopped), needsAttention: stopped > 0),
                .pipelines: State(text: SettingsPageTexts.pipelines(catalog.pipelines.all.count), needsAttention: false),
                .forms: State(text: SettingsPageTexts.forms(forms.count), needsAttention: false),
            ])
        }
    }

    private static func hours(_ settings: PortalSettings) -> Text {
        let hours = settings.workingHours
        let day = (1...7).first { !hours.daysOff.contains($0) } ?? 1
        return Text(verbatim: "\(hours.week[day - 1].text) · \(hours.zone)")
    }
}
